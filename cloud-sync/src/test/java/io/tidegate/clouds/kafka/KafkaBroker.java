package io.tidegate.clouds.kafka;

import io.tidegate.testing.Awaiting;
import io.tidegate.testing.FreePort;
import io.tidegate.testing.TestAuthority;
import io.tidegate.testing.TestAuthority.CertificateRequest;
import io.tidegate.testing.TestAuthority.Issued;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;

/**
 * A real broker, which is its own controller (KRaft), in a process and folder of its own. It listens for the sink, to which it
 * tells the address of a line before it; for the test; for who has a password, shop or mute, of whom only shop may write; with a
 * certificate; for who has one, too, of whom only gw-1 may write; and for who has both. Used by one test thread.
 */
final class KafkaBroker implements AutoCloseable {

    static final String PASSWORD = "s3cret \"quoted\\";

    /**
     * Ports for the sink, the test, who has a password, TLS, and the controller; that of the line; the data; the keys; the
     * authority; and ports for who has a certificate, and a password beside it.
     */
    private static final String SETTINGS = """
            process.roles=broker,controller
            node.id=1
            controller.quorum.voters=1@127.0.0.1:%5$d
            controller.listener.names=CONTROLLER
            inter.broker.listener.name=DIRECT
            listeners=SINK://127.0.0.1:%1$d,DIRECT://127.0.0.1:%2$d,GUARDED://127.0.0.1:%3$d,SECURE://127.0.0.1:%4$d,\
            PROVEN://127.0.0.1:%10$d,BOTH://127.0.0.1:%11$d,CONTROLLER://127.0.0.1:%5$d
            advertised.listeners=SINK://127.0.0.1:%6$d,DIRECT://127.0.0.1:%2$d,GUARDED://127.0.0.1:%3$d,\
            SECURE://localhost:%4$d,PROVEN://localhost:%10$d,BOTH://localhost:%11$d
            listener.security.protocol.map=SINK:PLAINTEXT,DIRECT:PLAINTEXT,GUARDED:SASL_PLAINTEXT,SECURE:SSL,\
            PROVEN:SSL,BOTH:SASL_SSL,CONTROLLER:PLAINTEXT
            authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
            super.users=User:ANONYMOUS;User:shop;User:CN=gw-1
            auto.create.topics.enable=false
            offsets.topic.replication.factor=1
            num.network.threads=1
            num.io.threads=2
            log.dirs=%7$s
            ssl.keystore.type=PEM
            ssl.keystore.location=%8$s
            ssl.truststore.type=PEM
            ssl.truststore.location=%9$s
            listener.name.proven.ssl.client.auth=required
            listener.name.both.ssl.client.auth=required
            listener.name.both.sasl.enabled.mechanisms=PLAIN
            listener.name.guarded.sasl.enabled.mechanisms=PLAIN,SCRAM-SHA-512
            listener.name.guarded.scram-sha-512.sasl.jaas.config=\
            org.apache.kafka.common.security.scram.ScramLoginModule required;
            """;

    private static final String PLAIN_LOGIN =
            "listener.name.%s.plain.sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule";

    private final Path folder;
    private final int forSink = FreePort.find();
    private final int direct = FreePort.find();
    private final int guarded = FreePort.find();
    private final int secure = FreePort.find();
    private final int proven = FreePort.find();
    private final int both = FreePort.find();
    private final int controller = FreePort.find();
    private final Process process;
    private final Admin admin;

    /** Ports are known, and nobody listens yet. */
    interface Line {
        int before(int port) throws IOException;
    }

    /** @param line gives the port at which the sink finds the broker */
    KafkaBroker(Path folder, TestAuthority authority, Line line) throws Exception {
        this.folder = folder;
        Path settings = Files.write(folder.resolve("server.properties"), settings(authority, line.before(forSink)));
        process = program(
                settings.toString(),
                "format",
                "--cluster-id",
                Uuid.randomUuid().toString(),
                "--config",
                settings.toString(),
                "--add-scram",
                "SCRAM-SHA-512=[name=shop,password=" + PASSWORD + "]");
        Awaiting.until("the broker listens", () -> listens(direct) && listens(forSink));
        admin = Admin.create(Map.of("bootstrap.servers", server()));
    }

    private List<String> settings(TestAuthority authority, int line) throws Exception {
        Issued certificate = authority.issue(CertificateRequest.server("server").at("localhost"));
        Path keys = Files.writeString(
                folder.resolve("keys.pem"),
                Files.readString(certificate.key()) + Files.readString(certificate.certificate()));
        String users = " required user_shop=\"" + quoted() + "\" user_mute=\"" + quoted() + "\";";
        String logins = PLAIN_LOGIN + users.replace("\\", "\\\\") + "\n";
        return SETTINGS.formatted(
                        forSink,
                        direct,
                        guarded,
                        secure,
                        controller,
                        line,
                        folder.resolve("data"),
                        keys,
                        authority.file(),
                        proven,
                        both)
                .concat(logins.formatted("guarded") + logins.formatted("both"))
                .lines()
                .toList();
    }

    private static String quoted() {
        return PASSWORD.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private Process program(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                BrokerProgram.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("output.log").toFile()))
                .start();
    }

    private boolean listens(int port) throws IOException {
        if (!process.isAlive()) {
            throw new IOException("the broker has ended: " + Files.readString(folder.resolve("output.log")));
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** For the test itself. */
    String server() {
        return "127.0.0.1:" + direct;
    }

    /** For whoever has a password. */
    String guarded() {
        return "127.0.0.1:" + guarded;
    }

    int securePort() {
        return secure;
    }

    /** For whoever has a certificate. */
    String proven() {
        return "localhost:" + proven;
    }

    /** For whoever has a certificate and a password. */
    String both() {
        return "localhost:" + both;
    }

    void makeTopic(String name, int partitions, Map<String, String> settings)
            throws ExecutionException, InterruptedException {
        admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1).configs(settings)))
                .all()
                .get();
    }

    @Override
    public void close() {
        admin.close();
        process.destroyForcibly().onExit().join();
    }
}
