package io.tidegate.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.testing.Awaiting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two whole gateways of one site, of which one is killed in the middle of reading the other's ledger. */
class MeetingGatewaysTest {

    private static final int LINES = 4_000;
    private static final int AT_ONCE = 500;
    private static final String LEVELS = "/api/v1/levels";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    Path root;

    @Test
    void killed_while_it_reads_the_others_ledger_a_gateway_comes_to_the_same_stock() throws Exception {
        try (GatewayProcess one = new GatewayProcess(Files.createDirectories(root.resolve("one")), "");
                GatewayProcess two = new GatewayProcess(Files.createDirectories(root.resolve("two")), "")) {
            introduce(one, "gw-1", two);
            introduce(two, "gw-2", one);
            one.start();
            for (int from = 0; from < LINES; from += AT_ONCE) {
                assertEquals(
                        201,
                        one.post("/api/v1/movements", lines("a", "tea", from, AT_ONCE))
                                .status());
            }
            two.start();
            assertEquals(
                    201,
                    two.post("/api/v1/movements", lines("b", "brie", 0, 20)).status());
            Awaiting.until("some is read", PATIENCE, () -> two.get(LEVELS).contains("tea"));
            two.kill();
            two.start();
            Awaiting.until(
                    "both have all of it",
                    PATIENCE,
                    () -> two.get(LEVELS).contains("\"quantity\":" + LINES)
                            && one.get(LEVELS).equals(two.get(LEVELS)));
            assertTrue(one.get(LEVELS).contains("brie"), one.get(LEVELS));
            String page = two.get("/stock");
            assertTrue(page.contains("Gateway gw-1 of this site: last met"), page);
            assertTrue(two.get("/api/v1/partners").contains("\"trouble\":null"), two.get("/api/v1/partners"));
            assertTrue(two.get("/api/v1/ledger").contains("token"), "not without the token");
        }
    }

    private void introduce(GatewayProcess gateway, String id, GatewayProcess partner) throws Exception {
        Path token = gateway.siteFile().resolveSibling("partner.token");
        Files.writeString(token, "only-the-two-of-us\n");
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
        gateway.edit("stock: {partners: [{url: \"http://127.0.0.1:%d\", token: \"${file:partner.token}\"}]}\n"
                .formatted(partner.webPort()));
        String site = Files.readString(gateway.siteFile());
        Files.writeString(gateway.siteFile(), site.replace("id: gw-1", "id: " + id));
    }

    private static String lines(String name, String item, int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(number -> """
                        {"id":"%s-%d","kind":"receive","item":"%s","quantity":1,"to":"sales-floor"}""".formatted(name, number, item))
                .collect(Collectors.joining(",", "[", "]"));
    }
}
