package io.tidegate.devices.opcua;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.driver.DeviceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who trusts whom, and who may log in: a real server by real TCP. */
class OpcUaTrustTest {

    private static final String NODES = "nodes: [{node: \"ns=2;s=Temperature\", field: temperature}]";

    @TempDir
    Path folder;

    private final MachineServer server = new MachineServer();

    @BeforeEach
    void aVariable() {
        server.set("Temperature", 22.5);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void the_certificate_of_an_unknown_server_is_laid_down_and_moving_it_is_all_that_it_takes() throws Exception {
        Trust.ofGateway(server, folder);
        String words = refusal(NODES);
        Matcher move = Pattern.compile("move (\\S+) to (\\S+)$").matcher(words);
        assertTrue(move.find(), words);
        Path rejected = Path.of(move.group(1));
        assertEquals(
                HexFormat.of().formatHex(server.certificate().getEncoded()),
                HexFormat.of().formatHex(Files.readAllBytes(rejected)));
        Files.move(rejected, Path.of(move.group(2)).resolve("press.der"));
        open(NODES).close();
    }

    @Test
    void a_server_that_does_not_trust_the_gateway_is_told_with_the_certificate_to_give_it() throws Exception {
        Trust.ofServer(server, folder);
        String words = refusal(NODES);
        Matcher certificate = Pattern.compile("does not trust the gateway .*let it trust (\\S+)$")
                .matcher(words);
        assertTrue(certificate.find(), words);
        assertEquals(
                HexFormat.of().formatHex(server.rejected().getFirst().getEncoded()),
                HexFormat.of().formatHex(Files.readAllBytes(Path.of(certificate.group(1)))));
        server.trust(server.rejected().getFirst());
        open(NODES).close();
    }

    @Test
    void the_gateways_certificate_is_made_once_and_its_key_is_for_nobody_else() throws Exception {
        OwnCertificate first = OwnCertificate.in(folder);
        OwnCertificate second = OwnCertificate.in(folder);
        assertEquals(first.certificate(), second.certificate());
        assertEquals(first.keys().getPrivate(), second.keys().getPrivate());
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("gateway.key"))));
        assertTrue(first.uri().startsWith("urn:"), first.uri());
    }

    @Test
    void a_damaged_certificate_is_told_with_what_to_do() throws Exception {
        OwnCertificate.in(folder);
        Files.writeString(folder.resolve("gateway.der"), "x");
        DeviceException damaged = assertThrows(DeviceException.class, () -> OwnCertificate.in(folder));
        assertTrue(
                String.valueOf(damaged.getMessage()).contains("are removed, a new one is made"), damaged.getMessage());
    }

    @Test
    void a_user_logs_in_and_a_wrong_password_is_told() throws Exception {
        Trust.both(server, folder);
        open("user: operator, password: \"${env:PASSWORD}\", " + NODES).close();
        String words = refusal("user: operator, password: \"${env:WRONG}\", " + NODES);
        assertTrue(words.contains("refuses the log-in: check 'user' and 'password'"), words);
    }

    @Test
    void without_security_the_password_is_still_encrypted_for_a_server_that_is_trusted() throws Exception {
        String login = "security: none, user: operator, password: \"${env:PASSWORD}\", " + NODES;
        assertTrue(refusal(login).contains("is not trusted yet"), refusal(login));
        Trust.ofServer(server, folder);
        open(login).close();
    }

    @Test
    void security_can_be_less_when_the_site_file_says_so() throws Exception {
        open("security: none, " + NODES).close();
        Trust.both(server, folder);
        open("security: sign, " + NODES).close();
    }

    @Test
    void a_note_beside_the_trusted_certificates_does_no_harm() throws Exception {
        Trust.both(server, folder);
        Files.writeString(folder.resolve("trusted/README"), "the press is from 2014");
        Files.copy(
                folder.resolve("gateway.der"),
                folder.resolve("trusted/other.der"),
                StandardCopyOption.REPLACE_EXISTING);
        open(NODES).close();
    }

    private OpcUaDriver open(String rest) throws Exception {
        return new OpcUaDriver(Servers.of(server.url(), rest), folder, Clock.systemUTC());
    }

    private String refusal(String rest) {
        return String.valueOf(
                assertThrows(DeviceException.class, () -> open(rest).close()).getMessage());
    }
}
