package io.tidegate.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A bad site file becomes a folder of {@code cases/}: {@code site.yaml}, and the problems in {@code expected.txt}. */
class SiteCasesTest {

    private static final Path CASES = Path.of("src/test/resources/cases");

    static Stream<Path> cases() throws IOException {
        return Files.list(CASES).sorted();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void every_problem_is_told_at_once_in_order_of_place(Path folder) throws IOException {
        String expected = Files.readString(folder.resolve("expected.txt"));
        assertEquals(expected, problems(folder.resolve("site.yaml")).replace(folder + "/", ""));
        assertFalse(expected.contains("hunter2"), "a secret is repeated");
    }

    @Test
    void a_missing_file_is_told_with_the_place_where_it_was_looked_for(@TempDir Path folder) {
        Path missing = folder.resolve("none.yaml");
        assertTrue(problems(missing).startsWith(missing + ":1:1: there is no such file."), problems(missing));
    }

    @Test
    void a_folder_is_told_as_such(@TempDir Path folder) {
        assertTrue(problems(folder).startsWith(folder + ":1:1: is a folder."), problems(folder));
    }

    @Test
    void a_huge_file_is_refused(@TempDir Path folder) throws IOException {
        Path huge = Files.writeString(folder.resolve("site.yaml"), "#".repeat(YamlText.BYTES_MAX + 1));
        assertTrue(problems(huge).contains("larger than 1 MiB"), problems(huge));
    }

    @Test
    void endless_nesting_is_refused_before_the_stack_ends(@TempDir Path folder) throws IOException {
        Path deep = Files.writeString(folder.resolve("site.yaml"), "a: " + "[".repeat(500_000));
        assertTrue(problems(deep).contains(":1:19: is nested deeper than 16 levels"), problems(deep));
    }

    @Test
    void a_file_whose_tree_would_fill_the_heap_is_refused(@TempDir Path folder) throws IOException {
        Path brackets = Files.writeString(folder.resolve("site.yaml"), "devices: [" + "[],".repeat(300_000) + "[]]");
        assertTrue(problems(brackets).contains("has more than 100000 names and values"), problems(brackets));
    }

    @Test
    void of_very_many_mistakes_a_thousand_are_told(@TempDir Path folder) throws IOException {
        Path wrong =
                Files.writeString(folder.resolve("site.yaml"), "devices: [" + "{a: 1},".repeat(20_000) + "{a: 1}]");
        assertEquals(1_000, problems(wrong).lines().count());
    }

    @Test
    void a_secret_in_a_file_that_everybody_can_read_is_refused(@TempDir Path folder) throws IOException, InvalidSite {
        Path token = Files.writeString(folder.resolve("token"), "s3cret\n");
        Path site = Files.writeString(folder.resolve("site.yaml"), """
                site: {id: shop}
                gateway: {id: gw-1}
                sinks: [{id: lake, type: http, url: "https://x/", bearer: "${file:token}"}]
                """);
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-r--r--"));
        assertTrue(problems(site).contains("everybody on this box can read"), problems(site));
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
        HttpCloud lake = (HttpCloud) SiteLoader.load(site, Map.of()).sinks().getFirst();
        assertEquals("s3cret", ((HttpLogin.Bearer) lake.login()).token().reveal());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uFEFFs3cret", "s3cret\nold-s3cret", "s3cret again", "s3cr\u00E8t", "s3cret\u0000"})
    void what_cannot_stand_in_a_header_is_no_token(String content, @TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("lake"), content);
        Path site = Files.writeString(folder.resolve("site.yaml"), """
                site: {id: shop}
                gateway: {id: gw-1}
                sinks: [{id: lake, type: http, url: "https://x/", bearer: "${credential:lake}"}]
                """);
        String problems = problems(site, Map.of("CREDENTIALS_DIRECTORY", folder.toString()));
        assertTrue(problems.contains("what ${credential:lake} refers to is no token"), problems);
        assertFalse(problems.contains("s3cr"), problems);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uFEFFs3cret", "s3cret\nold-s3cret", "s3cret\u0000"})
    void a_password_is_one_line_of_text(String content, @TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("broker"), content);
        Path site = Files.writeString(folder.resolve("site.yaml"), """
                site: {id: shop}
                gateway: {id: gw-1}
                mqtt: {url: "mqtt://b", username: u, password: "${credential:broker}"}
                """);
        String problems = problems(site, Map.of("CREDENTIALS_DIRECTORY", folder.toString()));
        assertTrue(problems.contains("what ${credential:broker} refers to holds a line break"), problems);
        assertFalse(problems.contains("s3cret"), problems);
    }

    @Test
    void there_is_one_way_to_log_in_at_nats_and_a_credentials_file_is_known_by_its_lines(@TempDir Path folder)
            throws IOException, InvalidSite {
        Files.writeString(folder.resolve("token"), "s3cret");
        Files.writeString(folder.resolve("creds"), """
                -----BEGIN NATS USER JWT-----
                eyJ0
                ------END NATS USER JWT------
                -----BEGIN USER NKEY SEED-----
                SUAs3cret
                ------END USER NKEY SEED------
                """);
        String nats = """
                site: {id: shop}
                gateway: {id: gw-1}
                sinks: [{id: hq, type: nats, url: "nats://n", subject: "a.{kind}", stream: A, %s}]
                """;
        Map<String, String> systemd = Map.of("CREDENTIALS_DIRECTORY", folder.toString());
        Path site = folder.resolve("site.yaml");
        Files.writeString(site, nats.formatted("credentials: \"${credential:creds}\""));
        NatsCloud read = (NatsCloud) SiteLoader.load(site, systemd).sinks().getFirst();
        assertEquals("${credential:creds}", read.credentials().orElseThrow().reference());
        Files.writeString(site, nats.formatted("username: gw-1, token: \"${credential:token}\""));
        assertTrue(problems(site, systemd).contains("has several ways to log in"), problems(site, systemd));
        Files.writeString(site, nats.formatted("password: \"${credential:token}\""));
        assertTrue(problems(site, systemd).contains("has no username beside it"), problems(site, systemd));
        Files.writeString(site, nats.formatted("username: 7, password: \"${credential:token}\""));
        assertEquals(1, problems(site, systemd).lines().count(), problems(site, systemd));
        Files.writeString(site, nats.formatted("credentials: \"${credential:token}\""));
        assertTrue(problems(site, systemd).contains("is no credentials file of NATS"), problems(site, systemd));
    }

    @Test
    void the_scheme_of_an_address_may_be_written_in_any_case(@TempDir Path folder) throws IOException, InvalidSite {
        Path site = Files.writeString(folder.resolve("site.yaml"), """
                site: {id: shop}
                gateway: {id: gw-1}
                mqtt: {url: "MQTTS://broker"}
                sinks: [{id: hq, type: mqtt, url: "MqttS://broker:8883", topic: "a/{kind}"}]
                """);
        SiteFile loaded = SiteLoader.load(site, Map.of());
        assertEquals(URI.create("mqtts://broker"), ((MqttSettings.External) loaded.mqtt()).url());
        assertEquals("mqtts://broker:8883", loaded.sinks().getFirst().place());
    }

    @Test
    void a_credential_is_a_file_in_the_directory_that_systemd_names(@TempDir Path folder)
            throws IOException, InvalidSite {
        Files.writeString(folder.resolve("broker"), "s3cret");
        Path site = Files.writeString(folder.resolve("site.yaml"), """
                site: {id: shop}
                gateway: {id: gw-1}
                mqtt: {url: "mqtt://b", username: u, password: "${credential:broker}"}
                """);
        MqttSettings.External broker =
                (MqttSettings.External) SiteLoader.load(site, Map.of("CREDENTIALS_DIRECTORY", folder.toString()))
                        .mqtt();
        assertEquals("s3cret", broker.password().orElseThrow().reveal());
    }

    private static String problems(Path file) {
        return problems(file, Map.of());
    }

    private static String problems(Path file, Map<String, String> environment) {
        InvalidSite invalid = assertThrows(InvalidSite.class, () -> SiteLoader.load(file, environment));
        return invalid.problems().stream().map(each -> each + "\n").collect(Collectors.joining());
    }
}
