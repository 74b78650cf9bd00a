package io.tidegate.devices.opcua;

import io.tidegate.driver.DeviceException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.jspecify.annotations.Nullable;

/** What went wrong between the gateway and a server, in words that say what to check. Pure. */
final class Trouble {

    /** Causes looked at; a chain that is longer goes round in circles. */
    private static final int CAUSES_MAX = 10;

    private Trouble() {}

    /** @param own certificate, which a server may not trust yet */
    static DeviceException of(Throwable trouble, String place, Path own) {
        @Nullable Throwable cause = trouble;
        for (int depth = 0; cause != null && depth < CAUSES_MAX; depth++, cause = cause.getCause()) {
            DeviceException known = known(cause, place);
            if (known != null) {
                return known;
            }
        }
        return UaException.extractStatusCode(trouble)
                .map(status -> refused(status, place, own))
                .orElseGet(() -> lost(place));
    }

    private static @Nullable DeviceException known(Throwable cause, String place) {
        return switch (cause) {
            case UnknownHostException _ ->
                new DeviceException("the name in " + place + " is not known: check how it is written in 'url'");
            case NoRouteToHostException _ ->
                new DeviceException("no way to " + place
                        + ": check the network cable, the address, and that the OPC UA server is on");
            case ConnectException _ ->
                new DeviceException("nobody answers by OPC UA at " + place
                        + ": check the address, and that the server is on and its OPC UA is switched on");
            case TimeoutException _ -> late(place);
            default -> null;
        };
    }

    private static DeviceException refused(StatusCode status, String place, Path own) {
        long code = status.value();
        if (code == StatusCodes.Bad_SecurityChecksFailed || isOfCertificate(code)) {
            return new DeviceException("the OPC UA server at " + place + " does not trust the gateway ("
                    + Decoding.name(status) + "): check its list of rejected certificates, and let it trust " + own);
        }
        if (code == StatusCodes.Bad_UserAccessDenied
                || code == StatusCodes.Bad_IdentityTokenRejected
                || code == StatusCodes.Bad_IdentityTokenInvalid) {
            return new DeviceException("the OPC UA server at " + place
                    + " refuses the log-in: check 'user' and 'password' in the site file, and the user's rights there");
        }
        if (code == StatusCodes.Bad_TcpEndpointUrlInvalid) {
            return new DeviceException(
                    "the OPC UA server at " + place + " has nothing under this address: check the path in 'url'");
        }
        if (code == StatusCodes.Bad_TooManySessions || code == StatusCodes.Bad_TcpNotEnoughResources) {
            return new DeviceException("the OPC UA server at " + place
                    + " takes no more clients: check how many it takes, and who else reads from it");
        }
        if (code == StatusCodes.Bad_Timeout || code == StatusCodes.Bad_RequestTimeout) {
            return late(place);
        }
        if (code == StatusCodes.Bad_ConnectionClosed || code == StatusCodes.Bad_ConnectionRejected) {
            return lost(place);
        }
        return new DeviceException("the OPC UA server at " + place + " refuses (" + Decoding.name(status)
                + "): check its log and its settings");
    }

    private static boolean isOfCertificate(long code) {
        return Decoding.name(new StatusCode(code)).startsWith("Bad_Certificate");
    }

    static DeviceException late(String place) {
        return new DeviceException("no answer from the OPC UA server at " + place
                + " in time: check the network cable, and that the server is on and not overloaded");
    }

    static DeviceException lost(String place) {
        return new DeviceException("the connection to the OPC UA server at " + place
                + " is lost: check the network cable, and that the server is on");
    }

    /** Of a single variable. */
    static Unusable bad(StatusCode status, String node) {
        long code = status.value() & 0xFFFF_0000L;
        if (code == StatusCodes.Bad_NodeIdUnknown || code == StatusCodes.Bad_NodeIdInvalid) {
            return new Unusable(
                    "is " + node
                            + ", which the server does not know: check how it is written, and that the machine's program has it");
        }
        if (code == StatusCodes.Bad_AttributeIdInvalid) {
            return new Unusable("is " + node + ", which is no variable: check that it is the right node");
        }
        if (code == StatusCodes.Bad_NotReadable || code == StatusCodes.Bad_UserAccessDenied) {
            return new Unusable("is " + node + ", which the gateway may not read (" + Decoding.name(status)
                    + "): check the user's rights in the server");
        }
        return new Unusable(
                "has no value that can be used (" + Decoding.name(status) + "): check the machine and its" + " sensor");
    }
}
