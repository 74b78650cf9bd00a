package io.tidegate.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.inventory.Inventory;
import io.tidegate.gateway.inventory.Unknown;
import io.tidegate.gateway.journal.Journal;
import io.tidegate.gateway.scanning.ScanCommand;
import io.tidegate.site.SiteFile;
import io.tidegate.site.SiteLoader;
import io.tidegate.testing.FreePort;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command that prints: where it finds the catalogue, what it writes, and what it says of it. */
class LabelsCommandTest {

    private static final String TABLE = """
            id,name,codes,unit,price,retired
            cola,Cola 0.5 l,5449000000996,each,1.20,
            käse,Bergkäse,,kg,24.90,
            old,Old,,each,,yes
            """;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path site;
    private Path pdf;

    @BeforeEach
    void aSite() throws IOException {
        int port = FreePort.find();
        site = Files.writeString(folder.resolve("site.yaml"), """
                site: {id: shop, timezone: Etc/UTC, locale: en-GB}
                gateway: {id: gw-1, data: ./data}
                web: {host: 127.0.0.1, port: %d}
                mqtt: {embedded: {host: 127.0.0.1, port: 0}}
                devices: [{id: floor, driver: mqtt, topic: "floor/{device}/{metric}"}]
                """.formatted(port));
        pdf = folder.resolve("labels.pdf");
    }

    private int shelf(String... options) {
        List<String> arguments = new ArrayList<>(List.of("labels", site.toString(), "shelf", "--out", pdf.toString()));
        arguments.addAll(List.of(options));
        out.reset();
        err.reset();
        return Main.execute(
                arguments.toArray(String[]::new), new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
    }

    private String csv(String table) throws IOException {
        return Files.writeString(folder.resolve("items.csv"), table).toString();
    }

    private String printed() throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            return new PDFTextStripper().getText(document);
        }
    }

    private String said() {
        return out.toString(UTF_8) + err.toString(UTF_8);
    }

    private SiteFile loaded() throws Exception {
        return SiteLoader.load(site, Map.of());
    }

    @Test
    void a_table_is_printed_without_any_gateway() throws IOException {
        assertEquals(0, shelf("--csv", csv(TABLE)), said());
        assertTrue(out.toString(UTF_8).contains("labels.pdf: 2 label(s) on 1 page(s). Print at 100 %"), said());
        assertTrue(printed().contains("£24.90") && printed().contains("Bergkäse"), printed());
        assertFalse(printed().contains("Old"), printed());
        assertFalse(Files.exists(folder.resolve("data")), "something was recorded");
    }

    @Test
    void the_sheet_of_commands_has_the_sites_locations() throws IOException {
        Files.writeString(site, "stock: {locations: [{id: cold-room, name: Cold room}]}\n", StandardOpenOption.APPEND);
        String[] command = {"labels", site.toString(), "commands", "--out", pdf.toString()};
        assertEquals(0, Main.execute(command, new PrintStream(out), new PrintStream(err)), said());
        assertTrue(printed().contains("Move to: Cold room"), printed());
        for (String data :
                List.of("TIDEGATE TRANSFER COLD-ROOM", "TIDEGATE AT COLD-ROOM", "TIDEGATE TIMES 99", "TIDEGATE UNDO")) {
            assertTrue(printed().contains(data), data);
            assertTrue(ScanCommand.parse(data).isPresent(), data);
        }
    }

    @Test
    void the_catalogue_of_a_gateway_that_does_not_run_is_read_from_its_folder() throws Exception {
        assertEquals(2, shelf());
        assertTrue(said().contains("the catalogue has no items"), said());
        SiteFile file = loaded();
        try (Journal journal = Journal.open(file.gateway().data(), file.gateway());
                Inventory inventory = Inventory.open(file, journal, InstantSource.system())) {
            assertEquals(
                    3,
                    inventory
                            .catalogue()
                            .take(TABLE.getBytes(UTF_8), false, Unknown.ADD)
                            .added());
        }
        assertEquals(0, shelf("--items", "5449000000996,old", "--layout", "62x29"), said());
        assertTrue(out.toString(UTF_8).contains("2 label(s) on 2 page(s)"), said());
        assertTrue(printed().contains("Cola 0.5 l") && printed().contains("Old"), printed());
    }

    @Test
    void a_gateway_that_runs_is_asked() throws Exception {
        try (Gateway gateway = Gateway.start(loaded())) {
            assertEquals(2, shelf());
            HttpRequest table = HttpRequest.newBuilder(gateway.page().resolve("/api/v1/items.csv"))
                    .header("Content-Type", "text/csv")
                    .POST(HttpRequest.BodyPublishers.ofString(TABLE))
                    .build();
            try (HttpClient client = HttpClient.newHttpClient()) {
                assertEquals(200, client.send(table, BodyHandlers.discarding()).statusCode());
            }
            assertEquals(0, shelf("--lot", "A1", "--items", "cola", "--expiry", "2030-01-31"), said());
            assertTrue(printed().contains("(17)300131(10)A1"), printed());
        }
    }

    @Test
    void what_is_not_understood_is_said_and_nothing_is_written() throws IOException {
        String table = csv(TABLE);
        for (List<String> wrong : List.of(
                List.of("--layout", "a5", "there is no layout 'a5'. Use a4-3x8"),
                List.of("--expiry", "31.1.2027", "is no date"),
                List.of("--size", "79", "80 to 200"),
                List.of("--lot", "--lot needs a value"),
                List.of("--colour", "red", "knows no '--colour'"))) {
            List<String> options = new ArrayList<>(List.of("--csv", table));
            options.addAll(wrong.subList(0, wrong.size() - 1));
            assertEquals(2, shelf(options.toArray(String[]::new)), said());
            assertTrue(said().contains(wrong.getLast()), said());
        }
        assertEquals(1, shelf("--csv", csv("id,name\ncola,\n")));
        assertTrue(said().contains("items.csv:2: 'cola' has no name"), said());
        assertEquals(1, shelf("--csv", "nowhere.csv"));
        assertFalse(Files.exists(pdf));
        assertEquals(2, Main.execute(new String[] {"labels"}, new PrintStream(out), new PrintStream(err)));
    }

    @Test
    void what_has_no_label_is_named_and_left_out_or_nothing_is_printed() throws IOException {
        String table = csv("id,name\nok,Fine\nA-CODE-THAT-IS-FAR-TOO-LONG-FOR-ANY-LABEL,Long\n");
        assertEquals(1, shelf("--csv", table, "--missing-none"));
        assertTrue(said().contains("'A-CODE-THAT-IS-FAR-TOO-LONG-FOR-ANY-LABEL' needs 126.5 mm"), said());
        assertEquals(List.of("items.csv", "site.yaml"), files());
        assertEquals(1, shelf("--csv", table));
        assertTrue(out.toString(UTF_8).contains("1 label(s) on 1 page(s), 1 left out"), said());
        assertEquals(0, shelf("--csv", table, "--datamatrix"));
        assertEquals(List.of("items.csv", "labels.pdf", "site.yaml"), files());
    }

    @Test
    void an_item_that_the_catalogue_does_not_know_is_named_and_the_others_are_printed() throws IOException {
        String table = csv(TABLE);
        assertEquals(1, shelf("--csv", table, "--items", "tea"));
        assertTrue(said().contains("knows no item 'tea'") && said().contains("nothing was printed"), said());
        assertEquals(1, shelf("--csv", table, "--items", "cola,tea", "--missing-none"));
        assertFalse(Files.exists(pdf));
        assertEquals(1, shelf("--csv", table, "--items", "cola,tea"));
        assertTrue(said().contains("knows no item 'tea'") && said().contains("1 label(s) on 1 page(s)"), said());
        assertTrue(printed().contains("Cola 0.5 l"), printed());
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void a_folder_that_is_not_there_is_told() throws IOException {
        pdf = folder.resolve("nowhere/labels.pdf");
        assertEquals(3, shelf("--csv", csv(TABLE)));
        assertTrue(said().contains("cannot write"), said());
    }

    @Test
    void five_hundred_labels_need_little_memory() throws Exception {
        String table = csv("id,name,price\n"
                + IntStream.range(0, 500)
                        .mapToObj(i -> "item-" + i + ",Nummer " + i + " mit einem ziemlich langen Namen," + i)
                        .collect(Collectors.joining("\n")));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx24m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "labels",
                        site.toString(),
                        "shelf",
                        "--csv",
                        table,
                        "--out",
                        pdf.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
        assertTrue(process.waitFor(5, TimeUnit.MINUTES));
        String said = Files.readString(folder.resolve("said"));
        assertEquals(0, process.exitValue(), said);
        assertTrue(said.contains("500 label(s) on 21 page(s)"), said);
    }
}
