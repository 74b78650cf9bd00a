package io.tidegate.gateway.siteversions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.site.SiteFile;
import io.tidegate.site.SiteLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CloudLimitsTest {

    /** With a secret of its own that nobody changes. */
    private static final String BASIS = """
            site: {id: shop}
            gateway: {id: gw-1, data: data}
            history: {influxdb: {url: "http://127.0.0.1:8086", version: 1, database: d, username: u, password: "${file:%s}"}}
            devices:
              - {id: fan, driver: gpio-output, kind: relay, pin: 17}
              - {id: box, driver: host}
            """;

    private static final String HQ =
            "  - {id: hq, type: http, url: \"https://hq.example.com/in\", bearer: \"${file:%s}\", commands: {url:"
                    + " \"https://hq.example.com/commands\", allow: {configure: true}}}\n";

    @TempDir
    Path folder;

    private Path token;

    @BeforeEach
    void write() throws Exception {
        token = secret("token");
        secret("other");
    }

    private Path secret(String name) throws Exception {
        Path file = Files.writeString(folder.resolve(name), name + "-0123456789");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private SiteFile site(String sinks) throws Exception {
        return SiteLoader.load(Files.writeString(folder.resolve("site.yaml"), BASIS.formatted(token) + sinks));
    }

    private String hq() {
        return "sinks:\n" + HQ.formatted(token);
    }

    private String refusal(String next) throws Exception {
        return CloudLimits.refusal("hq", site(hq()), site(next))
                .map(Verdict.Refused::reason)
                .orElse("none");
    }

    private static String beyond(String sink) {
        return "Its sink '" + sink + "' has a secret or may ask for something, and is not what it is now";
    }

    @Test
    void how_much_it_gets_and_when_is_its_own() throws Exception {
        assertEquals(
                "none", refusal(hq().replace("bearer:", "send: {kinds: [movement, result]}, timeout: 20 s, bearer:")));
        assertEquals("none", refusal(hq() + "  - {id: public, type: http, url: \"https://public.example.com/in\"}\n"));
    }

    @Test
    void a_secret_goes_nowhere_else_than_now() throws Exception {
        assertEquals(beyond("hq"), refusal(hq().replace("https://hq.", "https://spy.")));
        assertEquals(beyond("hq"), refusal("sinks:\n" + HQ.formatted(folder.resolve("other"))));
        String spy = hq() + "  - {id: spy, type: http, url: \"https://spy.example.com/in\", bearer: \"${file:" + token
                + "}\"}\n";
        assertEquals(beyond("spy"), refusal(spy));
        String asUs =
                hq() + "  - {id: spy, type: http, url: \"https://spy.example.com/in\", tls: {certificate: \"%1$s\","
                        + " key: \"%1$s\"}}\n";
        assertEquals(beyond("spy"), refusal(asUs.formatted(token)), "the box's own certificate");
    }

    @Test
    void no_cloud_gives_itself_or_another_one_more_rights() throws Exception {
        assertEquals(beyond("hq"), refusal(hq().replace("configure: true", "configure: true, switch: fan")));
        assertEquals(beyond("spy"), refusal(hq() + HQ.formatted(token).replace("id: hq,", "id: spy,")));
    }

    @Test
    void an_output_stays_what_it_is_and_other_devices_may_change() throws Exception {
        SiteFile running = site(hq());
        Path file = folder.resolve("site.yaml");
        SiteFile moved =
                SiteLoader.load(Files.writeString(file, Files.readString(file).replace("pin: 17", "pin: 18")));
        assertEquals(
                "Its device 'fan' is an output or has a secret, and is not what it is now",
                CloudLimits.refusal("hq", running, moved).orElseThrow().reason());
        SiteFile other = SiteLoader.load(
                Files.writeString(file, (BASIS.formatted(token) + hq()).replace("id: box", "id: board")));
        assertEquals(Optional.empty(), CloudLimits.refusal("hq", running, other));
    }

    /** Without a secret or a right: it could be sent anywhere else. */
    private static final String LAKE = "  - {id: lake, type: http, url: \"https://lake.example.com/in\"}\n";

    @Test
    void no_cloud_cuts_off_another() throws Exception {
        String refused = "The sink 'lake' is another cloud's, and would go or not be what it is now";
        SiteFile running = site(hq() + LAKE);
        for (String next : List.of(
                hq(),
                hq() + LAKE.replace("lake.example.com", "127.0.0.1:9"),
                hq() + LAKE.replace("type: http", "type: http, send: {kinds: [fault]}"))) {
            assertEquals(
                    refused,
                    CloudLimits.refusal("hq", running, site(next)).orElseThrow().reason());
        }
        SiteFile own = site(hq().replace("bearer:", "limits: {perDay: 1 MiB}, bearer:") + LAKE);
        assertEquals(Optional.empty(), CloudLimits.refusal("hq", running, own));
        assertEquals(Optional.empty(), CloudLimits.refusal("hq", running, site("sinks:\n" + LAKE)), "it may go itself");
    }

    @Test
    void some_cloud_must_be_left() throws Exception {
        assertEquals("It has no sinks, so that no cloud could reach the gateway any more", refusal(""));
    }
}
