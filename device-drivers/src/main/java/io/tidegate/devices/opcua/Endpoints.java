package io.tidegate.devices.opcua;

import io.tidegate.driver.DeviceException;
import io.tidegate.site.OpcUaDevice;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;
import org.eclipse.milo.opcua.stack.core.types.enumerated.UserTokenType;
import org.eclipse.milo.opcua.stack.core.types.structured.EndpointDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.UserTokenPolicy;

/** Which of a server's endpoints is used. Pure. */
final class Endpoints {

    /** Basic128Rsa15 and Basic256 are broken; Aes256_Sha256_RsaPss is not built into Java under the name that Milo asks for. */
    private static final List<String> POLICIES =
            List.of(SecurityPolicy.Basic256Sha256.getUri(), SecurityPolicy.Aes128_Sha256_RsaOaep.getUri());

    private Endpoints() {}

    /** The best one by the server's own judgement. @throws DeviceException when none will do; says what there is */
    static EndpointDescription best(List<EndpointDescription> offered, OpcUaDevice device, String place)
            throws DeviceException {
        List<EndpointDescription> protectedSo = offered.stream()
                .filter(each ->
                        each.getEndpointUrl() != null && each.getEndpointUrl().startsWith("opc.tcp:"))
                .filter(each -> each.getSecurityMode() == mode(device.security()))
                .filter(each -> device.security() == OpcUaDevice.Security.NONE
                        ? SecurityPolicy.None.getUri().equals(each.getSecurityPolicyUri())
                        : POLICIES.contains(each.getSecurityPolicyUri()))
                .sorted(Comparator.comparingInt((EndpointDescription each) ->
                                each.getSecurityLevel().intValue())
                        .reversed())
                .toList();
        if (protectedSo.isEmpty()) {
            throw new DeviceException("the OPC UA server at " + place + " does not offer security '"
                    + device.security().word() + "' with Basic256Sha256, but " + words(offered)
                    + ": check its settings, or 'security' in the site file");
        }
        UserTokenType wanted = device.user().isPresent() ? UserTokenType.UserName : UserTokenType.Anonymous;
        return protectedSo.stream()
                .filter(each -> tokens(each).stream().anyMatch(token -> token.getTokenType() == wanted))
                .findFirst()
                .orElseThrow(() -> noLogin(wanted, place));
    }

    private static DeviceException noLogin(UserTokenType wanted, String place) {
        return wanted == UserTokenType.Anonymous
                ? new DeviceException("the OPC UA server at " + place
                        + " wants a log-in: check which users it has, and add 'user' and 'password' in the site file")
                : new DeviceException("the OPC UA server at " + place
                        + " takes no user names: check its settings, or remove 'user' and 'password' in the site file");
    }

    /**
     * Of the ways in which the server takes a user's name, one that nobody on the network can read.
     *
     * @throws DeviceException when the password would go in plain text
     */
    static UserTokenPolicy login(EndpointDescription endpoint, String place) throws DeviceException {
        boolean hidden = endpoint.getSecurityMode() == MessageSecurityMode.SignAndEncrypt;
        return tokens(endpoint).stream()
                .filter(token -> token.getTokenType() == UserTokenType.UserName)
                .filter(token -> hidden || POLICIES.contains(policy(token, endpoint)))
                .findFirst()
                .orElseThrow(() -> new DeviceException("the OPC UA server at " + place
                        + " would take the password in plain text: check its settings, and use 'security:"
                        + " sign-and-encrypt' in the site file"));
    }

    private static String policy(UserTokenPolicy token, EndpointDescription endpoint) {
        String own = token.getSecurityPolicyUri();
        return String.valueOf(own == null || own.isEmpty() ? endpoint.getSecurityPolicyUri() : own);
    }

    static List<UserTokenPolicy> tokens(EndpointDescription endpoint) {
        UserTokenPolicy[] tokens = endpoint.getUserIdentityTokens();
        return tokens == null ? List.of() : Arrays.asList(tokens);
    }

    private static MessageSecurityMode mode(OpcUaDevice.Security security) {
        return switch (security) {
            case NONE -> MessageSecurityMode.None;
            case SIGN -> MessageSecurityMode.Sign;
            case SIGN_AND_ENCRYPT -> MessageSecurityMode.SignAndEncrypt;
        };
    }

    private static String words(List<EndpointDescription> offered) {
        return offered.isEmpty()
                ? "nothing"
                : offered.stream()
                        .map(each -> each.getSecurityMode() + " "
                                + String.valueOf(each.getSecurityPolicyUri()).replaceFirst(".*#", ""))
                        .distinct()
                        .limit(8)
                        .collect(Collectors.joining(", "));
    }
}
