package io.tidegate.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gateway needs its secrets; who looks at its site file mostly cannot read them, and need not. */
class SecretsTest {

    private static final String HEAD = """
            site: {id: shop}
            gateway: {id: gw-1}
            """;

    private static final String SERVICES = HEAD + """
            sinks:
              - {id: hq, type: mqtt, url: "mqtts://b", topic: "t/{kind}", username: u, password: "${credential:hq-password}"}
              - {id: lake, type: http, url: "https://x/", bearer: "${env:LAKE_TOKEN}"}
              - {id: hub, type: http, url: "https://x/", hmac: "${env:HUB_KEY}"}
              - {id: nats, type: nats, url: "nats://n", subject: "a.{kind}", stream: A, credentials: "${env:CREDS}"}
            """;

    @TempDir
    Path folder;

    private Path site(String yaml) throws Exception {
        return Files.writeString(folder.resolve("site.yaml"), yaml);
    }

    private static String note(String reference) {
        return reference
                + " cannot be read by this user in this shell, so nothing was checked of it. The gateway needs it"
                + " to start.";
    }

    @Test
    void what_only_the_service_can_read_is_noted_for_a_person() throws Exception {
        SiteLoader.Checked checked = SiteLoader.check(site(SERVICES), Map.of());
        assertEquals(
                List.of(
                        note("${credential:hq-password}"),
                        note("${env:LAKE_TOKEN}"),
                        note("${env:HUB_KEY}"),
                        note("${env:CREDS}")),
                checked.notes());
        assertEquals(4, checked.site().sinks().size());
    }

    @Test
    void what_systemd_has_started_has_to_read_all_of_them() throws Exception {
        Path site = site(SERVICES);
        String own = String.valueOf(ProcessHandle.current().pid());
        assertEquals(
                4,
                assertThrows(InvalidSite.class, () -> SiteLoader.check(site, Map.of("SYSTEMD_EXEC_PID", own)))
                        .problems()
                        .size());
        // The shell of a person whose desktop systemd has started.
        assertEquals(
                4,
                SiteLoader.check(site, Map.of("SYSTEMD_EXEC_PID", "1")).notes().size());
    }

    @Test
    void what_is_wrong_for_the_service_too_stays_a_problem() throws Exception {
        Files.writeString(folder.resolve("open"), "s3cret");
        Files.setPosixFilePermissions(folder.resolve("open"), PosixFilePermissions.fromString("rw-r--r--"));
        Path site = site(HEAD + """
                sinks:
                  - {id: a, type: http, url: "https://x/", bearer: "${file:none}"}
                  - {id: b, type: http, url: "https://x/", bearer: "${file:open}"}
                  - {id: c, type: http, url: "https://x/", bearer: "${env:EMPTY}"}
                  - {id: d, type: http, url: "https://x/", bearer: "s3cret"}
                """);
        InvalidSite invalid = assertThrows(InvalidSite.class, () -> SiteLoader.check(site, Map.of("EMPTY", "")));
        assertEquals(4, invalid.problems().size(), invalid.getMessage());
    }

    @Test
    void a_file_of_another_user_is_noted() throws Exception {
        assumeFalse("root".equals(System.getProperty("user.name")), "root may read everything");
        Path locked = Files.createDirectory(folder.resolve("secrets"));
        Files.writeString(locked.resolve("token"), "s3cret");
        Files.writeString(locked.resolve("gw-1.key"), "key");
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("---------"));
        try {
            Path site = site(HEAD + """
                    sinks:
                      - id: a
                        type: http
                        url: https://x/
                        bearer: ${file:secrets/token}
                        tls: {certificate: secrets/gw-1.key, key: secrets/gw-1.key}
                    """);
            SiteLoader.Checked checked = SiteLoader.check(site, Map.of());
            assertEquals(
                    List.of(
                            note("${file:secrets/token}"),
                            note(locked.resolve("gw-1.key").toString())),
                    checked.notes());
            assertEquals(List.of(), Advice.of(checked.site()));
        } finally {
            Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void who_needs_no_secret_gets_the_site_without_them() throws Exception {
        SiteFile site = SiteLoader.loadWithoutSecrets(site(HEAD + """
                sinks:
                  - {id: a, type: http, url: "https://x/", bearer: "${file:none}", tls: {ca: none.pem}}
                """));
        HttpCloud cloud = (HttpCloud) site.sinks().getFirst();
        Secret token = ((HttpLogin.Bearer) cloud.login()).token();
        assertTrue(token.isUnread());
        assertEquals("${file:none}", token.reference());
    }
}
