package io.tidegate.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.gateway.journal.Ruin;
import io.tidegate.site.SiteFile;
import io.tidegate.site.SiteLoader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole gateway on a file of which a page is lost: the root or the leftmost leaf of each table and index in turn. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RuinedStartTest {

    private static final String SITE = """
            site: {id: shop}
            gateway: {id: gw-1, data: ./data}
            web: {host: 127.0.0.1, port: 0}
            mqtt: {embedded: {host: 127.0.0.1, port: 0}}
            stock: {partners: [{url: "http://127.0.0.1:9", token: "${file:%s}"}]}
            """;

    private static final String OF_A_FRIDGE =
            "?device=fridge-1&field=temperature&from=2020-01-01T00:00:00Z&to=2040-01-01T00:00:00Z";

    private static final int DEVICES = 20;
    private static final int ROWS = 60;

    /** Many rows, as of a box that has been at work for long. */
    private static final List<String> ROWS_OF_MONTHS = List.of(
            "INSERT INTO mqtt_retained VALUES ('floor/' || ?1, 1, x'', " + Long.MAX_VALUE + ", 'a payload')",
            "INSERT INTO mqtt_session VALUES ('panel-' || ?1, 3600, x'')",
            "INSERT INTO mqtt_received VALUES ('panel-' || ?1, 7)",
            "INSERT OR IGNORE INTO history_minute VALUES (29000000 + ?1, 1, 1, 4.5, 4.5, 4.5, 4.5, 0)",
            "INSERT OR IGNORE INTO history_hour VALUES (480000 + ?1, 1, 1, 4.5, 4.5, 4.5, 4.5, 0)",
            "INSERT INTO partner VALUES ('http://gw-' || ?1, 'gw-2', 'a mark', 1, 0)",
            "INSERT INTO parked (source, at, address, payload, reason) VALUES ('floor', 0, ?1, x'00', 'not JSON')",
            "INSERT INTO rejected (reader, position, at, reason, recorded, entry) VALUES ('hq', ?1, 0, 'no', 0, x'00')");

    @TempDir
    static Path used;

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    private static SiteFile site(Path folder) throws Exception {
        Path token = Files.writeString(folder.resolve("token"), "a-token-that-nobody-guesses");
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
        return SiteLoader.load(Files.writeString(folder.resolve("site.yaml"), SITE.formatted(token)));
    }

    private int ask(Gateway gateway, String path, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(gateway.page() + path));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body));
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString()).statusCode();
    }

    private int observe(Gateway gateway, String device) throws Exception {
        return ask(gateway, "api/v1/observations", "{\"device\":\"" + device + "\",\"fields\":{\"temperature\":4}}");
    }

    @BeforeAll
    void use() throws Exception {
        try (Gateway gateway = Gateway.start(site(used))) {
            for (int i = 0; i < DEVICES; i++) {
                observe(gateway, "fridge-" + i);
            }
        }
        // What the last start recorded is summarised with the first entry of this one.
        try (Gateway gateway = Gateway.start(site(used))) {
            observe(gateway, "fridge-1");
        }
        try (Connection direct = DriverManager.getConnection("jdbc:sqlite:" + used.resolve("data/journal.db"))) {
            direct.setAutoCommit(false);
            for (String insert : ROWS_OF_MONTHS) {
                try (PreparedStatement statement = direct.prepareStatement(insert)) {
                    for (int row = 1; row <= ROWS; row++) {
                        statement.setLong(1, row);
                        statement.executeUpdate();
                    }
                }
            }
            direct.commit();
        }
    }

    static List<Ruin.Page> pages() throws Exception {
        return Ruin.ends(used.resolve("data/journal.db"));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void whichever_page_is_lost_it_starts_and_the_rest_goes_on(Ruin.Page page) throws Exception {
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.copy(used.resolve("data/journal.db"), data.resolve("journal.db"), StandardCopyOption.REPLACE_EXISTING);
        Ruin.page(data.resolve("journal.db"), page.number());
        try (Gateway gateway = Gateway.start(site(folder))) {
            assertEquals(200, ask(gateway, "", ""), "the page");
            assertEquals(200, ask(gateway, "health/live", ""));
            if (page.of().equals("block") && page.path().equals("/")) {
                // Nothing can be read or saved, and it says so.
                return;
            }
            assertEquals(200, observe(gateway, "fridge-1"));
            for (String path : List.of(
                    "api/v1/entries",
                    "api/v1/history" + OF_A_FRIDGE + "&points=1",
                    "api/v1/history" + OF_A_FRIDGE + "&points=1000",
                    "api/v1/history/values" + OF_A_FRIDGE,
                    "api/v1/history/fields")) {
                assertEquals(200, ask(gateway, path, ""), path);
            }
            MosquittoPub.publishRetained(gateway.mqttPort(), "floor/1", "another payload");
        }
    }
}
