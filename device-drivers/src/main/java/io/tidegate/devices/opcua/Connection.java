package io.tidegate.devices.opcua;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import io.tidegate.driver.DeviceException;
import io.tidegate.site.OpcUaDevice;
import io.tidegate.site.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.milo.opcua.sdk.client.DiscoveryClient;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.OpcUaClientConfig;
import org.eclipse.milo.opcua.sdk.client.identity.AnonymousProvider;
import org.eclipse.milo.opcua.sdk.client.identity.IdentityProvider;
import org.eclipse.milo.opcua.sdk.client.identity.UsernameProvider;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.security.CertificateValidator;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.structured.EndpointDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.UserTokenPolicy;
import org.eclipse.milo.opcua.stack.core.util.CertificateUtil;
import org.eclipse.milo.opcua.stack.core.util.EndpointUtil;
import org.eclipse.milo.opcua.stack.core.util.NonceUtil;

/** A session with a server that the gateway trusts, and that trusts the gateway. Used by one thread. */
final class Connection implements AutoCloseable {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(10);
    private static final Duration GOODBYE_MAX = Duration.ofSeconds(2);
    private static final Duration SESSION_LIFETIME = Duration.ofMinutes(2);

    /** Half of what may pass until a dead server is noticed. */
    private static final Duration ALIVE_LEAST = Duration.ofSeconds(1);

    private static final Duration ALIVE_MOST = Duration.ofSeconds(5);

    /** In which Milo tries once or twice to take a broken connection up again. */
    private static final Duration TAKE_UP = Duration.ofSeconds(3);

    private final OpcUaDevice device;
    private final String place;
    private final OwnCertificate own;
    private final TrustList trust;
    private final Threads threads;
    private final OpcUaClient client;

    /** @param folder for certificates. @throws DeviceException when there is no session; says what to check */
    Connection(OpcUaDevice device, Path folder) throws DeviceException, InterruptedException {
        this.device = device;
        this.place = device.url().getHost() + ":" + port(device.url());
        this.own = OwnCertificate.in(folder);
        this.trust = new TrustList(folder);
        this.threads = new Threads(device.id());
        boolean open = false;
        try {
            await(NonceUtil.secureRandomSeeded());
            List<EndpointDescription> offered =
                    await(DiscoveryClient.getEndpoints(address(device.url()), threads::lendTo));
            EndpointDescription endpoint = Endpoints.best(offered, device, place);
            client = client(offered, endpoint);
            connect();
            open = true;
        } finally {
            if (!open) {
                threads.close();
            }
        }
    }

    private OpcUaClient client(List<EndpointDescription> offered, EndpointDescription endpoint) throws DeviceException {
        if (device.security() != OpcUaDevice.Security.NONE) {
            trust.check(chain(endpoint), place);
        }
        IdentityProvider identity = identity(endpoint);
        // Servers announce names that only they know; the installer's address is the one that works.
        EndpointDescription reached =
                EndpointUtil.updateUrl(endpoint, device.url().getHost(), port(device.url()));
        try {
            return OpcUaClient.create(
                    OpcUaClientConfig.builder()
                            .setEndpoint(reached)
                            .setDiscoveryEndpoints(offered)
                            .setApplicationName(LocalizedText.english("Tidegate"))
                            .setApplicationUri(own.uri())
                            .setProductUri("urn:tidegate")
                            .setSessionName(() -> "Tidegate " + device.id())
                            .setKeyPair(own.keys())
                            .setCertificate(own.certificate())
                            .setCertificateChain(new X509Certificate[] {own.certificate()})
                            .setCertificateValidator(validator())
                            .setIdentityProvider(identity)
                            .setRequestTimeout(uint(ANSWER_MAX.toMillis()))
                            .setSessionTimeout(uint(SESSION_LIFETIME.toMillis()))
                            .setKeepAliveInterval(uint(alive().toMillis()))
                            .setKeepAliveTimeout(uint(alive().toMillis()))
                            .setKeepAliveFailuresAllowed(uint(0))
                            .build(),
                    threads::lendTo);
        } catch (UaException e) {
            throw trouble(e);
        }
    }

    private void connect() throws DeviceException, InterruptedException {
        boolean connected = false;
        try {
            await(client.connectAsync());
            connected = true;
        } finally {
            if (!connected) {
                leave();
            }
        }
    }

    private IdentityProvider identity(EndpointDescription endpoint) throws DeviceException {
        if (device.user().isEmpty()) {
            return AnonymousProvider.INSTANCE;
        }
        UserTokenPolicy login = Endpoints.login(endpoint, place);
        if (device.security() == OpcUaDevice.Security.NONE) {
            // The password is encrypted for whoever has this certificate.
            trust.check(chain(endpoint), place);
        }
        String password = device.password().map(Secret::reveal).orElse("");
        return new UsernameProvider(device.user().get(), password, validator(), _ -> login);
    }

    private List<X509Certificate> chain(EndpointDescription endpoint) throws DeviceException {
        try {
            return CertificateUtil.decodeCertificates(
                    endpoint.getServerCertificate().bytesOrEmpty());
        } catch (UaException e) {
            throw trouble(e);
        }
    }

    /** For what the server shows later: it was checked before, so another one now is somebody else. */
    private CertificateValidator validator() {
        return (chain, _, _) -> {
            try {
                trust.check(chain, place);
            } catch (DeviceException distrusted) {
                throw new UaException(StatusCodes.Bad_UnexpectedError, distrusted);
            }
        };
    }

    private <T> T await(CompletionStage<T> answer) throws DeviceException, InterruptedException {
        try {
            return answer.toCompletableFuture().get(ANSWER_MAX.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw trouble(e);
        }
    }

    DeviceException trouble(Throwable cause) {
        return Trouble.of(cause, place, own.file());
    }

    /** Milo takes an interrupt for one more failure. */
    void failIfInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    OpcUaClient client() {
        return client;
    }

    String place() {
        return place;
    }

    /** For a connection that breaks and may be taken up again. */
    Duration patience() {
        return alive().plus(TAKE_UP);
    }

    private Duration alive() {
        Duration half = device.interval().dividedBy(2);
        if (half.compareTo(ALIVE_LEAST) < 0) {
            return ALIVE_LEAST;
        }
        return half.compareTo(ALIVE_MOST) > 0 ? ALIVE_MOST : half;
    }

    private static int port(URI url) {
        return url.getPort() < 0 ? OpcUaDevice.PORT : url.getPort();
    }

    private static String address(URI url) {
        return "opc.tcp://" + url.getHost() + ":" + port(url) + (url.getRawPath() == null ? "" : url.getRawPath());
    }

    @Override
    public void close() {
        leave();
        threads.close();
    }

    /** In order, so that the server frees the session at once; but not for long. */
    private void leave() {
        boolean interrupted = Thread.interrupted();
        try {
            client.disconnectAsync().get(GOODBYE_MAX.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException again) {
            interrupted = true;
        } catch (ExecutionException | TimeoutException gone) {
            // Then the server frees it when it has heard nothing for a while.
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
