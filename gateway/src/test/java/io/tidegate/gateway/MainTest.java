package io.tidegate.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.siteversions.SiteText;
import io.tidegate.gateway.siteversions.Start;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that end by themselves: what they say, where, and their exit codes. */
class MainTest {

    private static final String FINE = """
            site:    {id: my-shop, name: My Shop, timezone: Europe/London, locale: en-GB}
            gateway: {id: gw-1, data: ./data}
            mqtt:
              embedded: {host: 127.0.0.1, port: 1883}
            devices:
              - {id: floor, driver: mqtt, topic: "floor/{device}/{metric}"}
            """;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int execute(String... arguments) {
        return Main.execute(arguments, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
    }

    @Test
    void an_unknown_command_is_named_and_help_follows() {
        assertEquals(2, execute("rnu", "site.yaml"));
        assertTrue(err.toString(UTF_8).contains("'rnu'"));
        assertTrue(err.toString(UTF_8).contains("tidegate run SITE.yaml"));
    }

    @Test
    void a_command_without_its_file_is_misused() {
        assertEquals(2, execute("run"));
        assertEquals(2, execute("check"));
        assertEquals(2, execute("demo", "site.yaml"));
    }

    @Test
    void without_a_command_it_helps() {
        assertEquals(0, execute());
        assertTrue(out.toString(UTF_8).contains("tidegate demo"));
        out.reset();
    }

    @Test
    void behind_a_command_help_is_of_that_command() {
        for (String[] asked : new String[][] {{"devices", "--help"}, {"help", "devices"}}) {
            out.reset();
            assertEquals(0, execute(asked));
            String said = out.toString(UTF_8);
            assertTrue(said.startsWith("  tidegate devices [--as-yaml]") && said.contains("--opcua"), said);
            assertTrue(said.contains("Exit codes: 0 done") && !said.contains("tidegate demo"), said);
        }
        out.reset();
        assertEquals(0, execute("labels", "site.yaml", "shelf", "--help"));
        assertTrue(out.toString(UTF_8).contains("LAYOUT is one of a4-3x8, a4-3x7"), out.toString(UTF_8));
        out.reset();
        assertEquals(0, execute("rnu", "--help"));
        assertTrue(out.toString(UTF_8).contains("tidegate demo"), "of an unknown one it is all");
    }

    @Test
    void what_the_machine_offers_is_listed_and_its_lines_are_a_site_file() throws IOException {
        assertEquals(0, execute("devices"));
        assertTrue(err.toString(UTF_8).contains("Asked only when named: a Modbus bus"), err.toString(UTF_8));
        out.reset();
        assertEquals(0, execute("devices", "--as-yaml"));
        String site = "site: {id: my-shop}\ngateway: {id: gw-1}\ndevices:\n" + out.toString(UTF_8);
        Path file = Files.writeString(folder.resolve("offered.yaml"), site);
        assertEquals(0, execute("check", file.toString()), site + err.toString(UTF_8));
    }

    @Test
    void what_may_not_be_meant_is_noted_and_is_no_error() throws IOException {
        Path file = Files.writeString(folder.resolve("site.yaml"), """
                site: {id: shop}
                gateway: {id: gw-1}
                devices: [{id: till, driver: serial-scanner, serial: {port: /dev/ttyUSB0}}]
                """);
        assertEquals(0, execute("check", file.toString()));
        assertTrue(out.toString(UTF_8).contains("note: device 'till': /dev/ttyUSB0"), out.toString(UTF_8));
    }

    /** As in the guide. */
    @Test
    void secrets_that_only_the_service_can_read_keep_nobody_from_looking() throws IOException {
        Path file = Files.writeString(folder.resolve("site.yaml"), FINE + """
                sinks:
                  - {id: hq, type: mqtt, url: "mqtts://broker.example.com:8883", topic: "tidegate/{site}/{gateway}/{kind}",
                     username: my-shop, password: "${credential:hq-password}"}
                """);
        assertEquals(0, execute("check", file.toString()), err.toString(UTF_8));
        assertTrue(out.toString(UTF_8).contains("note: ${credential:hq-password} cannot be read"), out.toString(UTF_8));
        assertEquals(0, execute("devices", file.toString()), err.toString(UTF_8));
        assertEquals(2, execute("watch", "oven-1", file.toString()), "no such device");
        assertEquals(3, execute("reconcile", file.toString(), "hq", report().toString()), "no gateway");
        String sheet = folder.resolve("commands.pdf").toString();
        assertEquals(0, execute("labels", file.toString(), "commands", "--out", sheet), err.toString(UTF_8));
        assertEquals(1, execute("run", file.toString()));
        assertTrue(err.toString(UTF_8).contains("systemd has passed no credentials"), err.toString(UTF_8));
    }

    private Path report() throws IOException {
        return Files.writeString(folder.resolve("report.json"), "[]");
    }

    @Test
    void a_log_in_that_is_needed_is_told_where_it_cannot_be_read() throws IOException {
        Path file = Files.writeString(folder.resolve("site.yaml"), """
                site: {id: shop}
                gateway: {id: gw-1}
                devices:
                  - id: press
                    driver: opcua
                    url: opc.tcp://127.0.0.1:1
                    user: u
                    password: "${env:TIDEGATE_NOT_SET}"
                    nodes: [{node: "i=2258", field: time}]
                """);
        assertEquals(3, execute("devices", "--opcua", "opc.tcp://127.0.0.1:1", file.toString()));
        assertEquals(3, execute("watch", "press", file.toString()));
        String said = err.toString(UTF_8);
        assertTrue(
                said.contains("log-in of the site file is needed, and ${env:TIDEGATE_NOT_SET} cannot be read"), said);
        assertTrue(said.contains("'press' logs in by ${env:TIDEGATE_NOT_SET}, which cannot be read"), said);
    }

    @Test
    void a_bus_that_is_not_there_is_told_with_what_to_check() {
        assertEquals(3, execute("devices", "--modbus", "tcp://127.0.0.1:1"));
        assertTrue(err.toString(UTF_8).contains("nobody answers by Modbus at tcp://127.0.0.1:1"), err.toString(UTF_8));
        assertEquals(2, execute("devices", "--modbus", "192.168.1.50"));
        assertEquals(2, execute("devices", "--opcua"));
        assertEquals(2, execute("devices", "--opcua", "opc.tcp://192.168.1 .70"));
        assertTrue(err.toString(UTF_8).contains("'opc.tcp://192.168.1 .70' is no address"), err.toString(UTF_8));
        assertEquals(3, execute("devices", "--mqtt", "mqtt://127.0.0.1:1"));
        assertEquals(3, execute("devices", "--opcua", "opc.tcp://127.0.0.1:1"));
        assertTrue(err.toString(UTF_8).contains("nobody answers by OPC UA at 127.0.0.1:1"), err.toString(UTF_8));
        assertEquals(2, execute("watch", "oven"));
    }

    @Test
    void the_version_is_the_builds() {
        assertEquals(0, execute("version"));
        assertTrue(out.toString(UTF_8).matches("tidegate \\d+\\.\\d+\\.\\d+\\S*\\R"), out.toString(UTF_8));
    }

    @Test
    void a_site_file_without_errors_is_fine() throws IOException {
        Path file = Files.writeString(folder.resolve("site.yaml"), FINE);

        assertEquals(0, execute("check", file.toString()));
        assertTrue(out.toString(UTF_8).contains("my-shop"));
    }

    @Test
    void every_error_of_a_site_file_is_told_with_file_line_and_column() throws IOException {
        Path file = Files.writeString(
                folder.resolve("site.yaml"), FINE.replace("name:", "nmae:").replace("port: 1883", "port: 70000"));

        assertEquals(1, execute("check", file.toString()));

        assertTrue(
                err.toString(UTF_8).lines().anyMatch(line -> line.startsWith(file + ":1:") && line.contains("nmae")),
                err.toString(UTF_8));
        assertTrue(
                err.toString(UTF_8).lines().anyMatch(line -> line.startsWith(file + ":4:") && line.contains("70000")),
                err.toString(UTF_8));
        assertEquals("", out.toString(UTF_8));
    }

    @Test
    void a_site_file_that_is_not_there_is_an_error_of_the_site() {
        assertEquals(1, execute("check", folder.resolve("none.yaml").toString()));
        assertTrue(err.toString(UTF_8).contains("none.yaml"));
    }

    @Test
    void a_site_file_with_errors_is_not_run() throws IOException {
        Path file = Files.writeString(folder.resolve("site.yaml"), FINE.replace("id: gw-1,", ""));

        assertEquals(1, execute("run", file.toString()));
    }

    @Test
    void a_mistake_that_stops_the_journal_ends_the_program_with_its_own_code() throws Exception {
        Path file = Files.writeString(
                folder.resolve("site.yaml"),
                FINE.replace("port: 1883", "port: 0") + "web: {host: 127.0.0.1, port: 0}\n");

        int code = Main.untilStopped(
                Start.by(SiteText.in(file)),
                SiteText.in(file),
                HangUp.taken(),
                gateway -> gateway.mistake().toCompletableFuture().complete(new AssertionError("planted")));

        assertEquals(70, code);
    }
}
