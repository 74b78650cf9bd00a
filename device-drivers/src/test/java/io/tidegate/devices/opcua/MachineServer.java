package io.tidegate.devices.opcua;

import io.tidegate.testing.FreePort;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eclipse.milo.opcua.sdk.server.EndpointConfig;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.OpcUaServerConfig;
import org.eclipse.milo.opcua.sdk.server.identity.AnonymousIdentityValidator;
import org.eclipse.milo.opcua.sdk.server.identity.CompositeValidator;
import org.eclipse.milo.opcua.sdk.server.identity.UsernameIdentityValidator;
import org.eclipse.milo.opcua.stack.core.security.DefaultApplicationGroup;
import org.eclipse.milo.opcua.stack.core.security.DefaultCertificateManager;
import org.eclipse.milo.opcua.stack.core.security.DefaultServerCertificateValidator;
import org.eclipse.milo.opcua.stack.core.security.MemoryCertificateQuarantine;
import org.eclipse.milo.opcua.stack.core.security.MemoryCertificateStore;
import org.eclipse.milo.opcua.stack.core.security.MemoryTrustListManager;
import org.eclipse.milo.opcua.stack.core.security.RsaSha256CertificateFactory;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.transport.TransportProfile;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;
import org.eclipse.milo.opcua.stack.core.util.SelfSignedCertificateGenerator;
import org.eclipse.milo.opcua.stack.transport.server.tcp.OpcTcpServerTransport;
import org.eclipse.milo.opcua.stack.transport.server.tcp.OpcTcpServerTransportConfig;

/** A real OPC UA server on a free port, which can be switched off and on again. Used by one thread. */
final class MachineServer implements AutoCloseable {

    static final String USER = "operator";
    static final String PASSWORD = "s3cret";

    private final MemoryTrustListManager trusted = new MemoryTrustListManager();
    private final MemoryCertificateQuarantine rejected = new MemoryCertificateQuarantine();
    private final Map<String, DataValue> values = new HashMap<>();
    private final KeyPair keys;
    private final X509Certificate certificate;
    private final int port = FreePort.find();
    private OpcUaServer server;
    private Machine machine;

    MachineServer() {
        try {
            keys = SelfSignedCertificateGenerator.generateRsaKeyPair(2048);
            certificate = new SelfSignedCertificateGenerator()
                    .generateSelfSigned(
                            keys,
                            Date.from(Instant.now().minusSeconds(60)),
                            Date.from(Instant.now().plusSeconds(86_400)),
                            "machine",
                            "test",
                            null,
                            null,
                            null,
                            null,
                            "urn:tidegate:test:server",
                            List.of("localhost"),
                            List.of("127.0.0.1"),
                            "SHA256withRSA");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        on();
    }

    /** As one that was switched off and on: its sessions are gone, its variables and its certificate are the same. */
    void on() {
        try {
            server = new OpcUaServer(
                    config(),
                    _ -> new OpcTcpServerTransport(
                            OpcTcpServerTransportConfig.newBuilder().build()));
            machine = new Machine(server);
            machine.startup();
            values.forEach(machine::set);
            server.startup().get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    void off() {
        try {
            machine.shutdown();
            server.shutdown().get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private OpcUaServerConfig config() throws Exception {
        DefaultApplicationGroup group = new DefaultApplicationGroup(
                trusted,
                new MemoryCertificateStore(),
                new RsaSha256CertificateFactory() {
                    @Override
                    protected KeyPair createRsaSha256KeyPair() {
                        return keys;
                    }

                    @Override
                    protected X509Certificate[] createRsaSha256CertificateChain(KeyPair pair) {
                        return new X509Certificate[] {certificate};
                    }
                },
                new DefaultServerCertificateValidator(trusted, rejected));
        group.initialize();
        return OpcUaServerConfig.builder()
                .setApplicationName(LocalizedText.english("Machine"))
                .setApplicationUri("urn:tidegate:test:server")
                .setProductUri("urn:tidegate:test")
                .setEndpoints(endpoints())
                .setCertificateManager(new DefaultCertificateManager(rejected, group))
                .setIdentityValidator(new CompositeValidator(
                        AnonymousIdentityValidator.INSTANCE,
                        new UsernameIdentityValidator(
                                challenge -> challenge.getUsername().equals(USER)
                                        && challenge.getPassword().equals(PASSWORD))))
                .build();
    }

    private Set<EndpointConfig> endpoints() {
        Set<EndpointConfig> endpoints = new LinkedHashSet<>();
        endpoints.add(endpoint(SecurityPolicy.None, MessageSecurityMode.None));
        endpoints.add(endpoint(SecurityPolicy.Basic256Sha256, MessageSecurityMode.Sign));
        endpoints.add(endpoint(SecurityPolicy.Basic256Sha256, MessageSecurityMode.SignAndEncrypt));
        return endpoints;
    }

    private EndpointConfig endpoint(SecurityPolicy policy, MessageSecurityMode mode) {
        return EndpointConfig.newBuilder()
                .setTransportProfile(TransportProfile.TCP_UASC_UABINARY)
                .setBindAddress("127.0.0.1")
                .setBindPort(port)
                // A name that only the server knows, as many have.
                .setHostname("plc-7")
                .setPath("/machine")
                .setCertificate(certificate)
                .setSecurityPolicy(policy)
                .setSecurityMode(mode)
                .addTokenPolicies(
                        OpcUaServerConfig.USER_TOKEN_POLICY_ANONYMOUS, OpcUaServerConfig.USER_TOKEN_POLICY_USERNAME)
                .build();
    }

    String url() {
        return url(port);
    }

    static String url(int port) {
        return "opc.tcp://127.0.0.1:" + port + "/machine";
    }

    int port() {
        return port;
    }

    X509Certificate certificate() {
        return certificate;
    }

    /** As its owner does in the server's settings. */
    void trust(X509Certificate client) {
        trusted.addTrustedCertificate(client);
    }

    List<X509Certificate> rejected() {
        return rejected.getRejectedCertificates();
    }

    void set(String name, Object value) {
        set(name, value, StatusCode.GOOD, Instant.now());
    }

    void set(String name, Object value, StatusCode status, Instant sourceTime) {
        set(name, new DataValue(new Variant(value), status, new DateTime(sourceTime), DateTime.now()));
    }

    void set(String name, DataValue value) {
        values.put(name, value);
        machine.set(name, value);
    }

    /** How often it has looked at its variables. */
    int looks() {
        return machine.looks();
    }

    @Override
    public void close() {
        off();
    }
}
