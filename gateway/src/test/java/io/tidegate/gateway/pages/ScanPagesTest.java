package io.tidegate.gateway.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scans by HTTP: from a page without JavaScript, and from a program. */
class ScanPagesTest {

    private static final String JSON = "application/json";
    private static final String COLA = "5449000000996";

    @TempDir
    Path root;

    private WebSite site;

    @BeforeEach
    void open() throws Exception {
        site = new WebSite(root.resolve("site"));
        site.catalogue("id,name,codes\ncola,Cola,5449000000996\n");
    }

    @AfterEach
    void close() {
        site.close();
    }

    private String send(String json) throws Exception {
        HttpResponse<String> answer = site.post("/api/v1/scans", json.replace('\'', '"'), "Content-Type", JSON);
        assertEquals(200, answer.statusCode(), answer.body());
        return answer.body();
    }

    /** As a browser does: it follows to the page. */
    private String scan(String device, String data, String scanId) throws Exception {
        String told = submitted("device=" + device + "&scanId=" + scanId + "&data=" + data.replace(" ", "%20"));
        return site.get(told).body();
    }

    private String levels() throws Exception {
        return site.get("/api/v1/levels").body();
    }

    @Test
    void who_sends_a_scan_with_an_id_is_told_what_became_of_it() throws Exception {
        String answer = send("{'device':'phone-1','data':'" + COLA + "','scanId':'a1'}");
        assertTrue(answer.startsWith("{\"taken\":1,\"answers\":[{\"result\":\"shown\","), answer);
        assertTrue(answer.contains("\"item\":\"cola\",\"name\":\"Cola\""), answer);
    }

    @Test
    void the_same_scan_again_is_answered_the_same_and_counts_once() throws Exception {
        send("{'device':'phone-1','data':'TIDEGATE RECEIVE','scanId':'a0'}");
        String first = send("{'device':'phone-1','data':'" + COLA + "','scanId':'a1'}");
        assertTrue(first.contains("\"result\":\"booked\""), first);
        assertEquals(first, send("{'device':'phone-1','data':'" + COLA + "','scanId':'a1'}"));
        assertTrue(levels().contains("\"quantity\":1,"), levels());
    }

    @Test
    void a_list_is_answered_in_its_order() throws Exception {
        String answer = send("[{'device':'phone-1','data':'TIDEGATE RECEIVE','scanId':'a0'},"
                + "{'device':'phone-1','data':'TIDEGATE TIMES 12','scanId':'a1'},"
                + "{'device':'phone-1','data':'" + COLA + "','scanId':'a2'}]");
        assertTrue(answer.matches(".*\"set\".*\"set\".*\"booked\".*\"quantity\":12,.*"), answer);
    }

    @Test
    void a_scan_without_an_id_is_only_taken() throws Exception {
        assertEquals("{\"taken\":1}", send("{'device':'till-1','data':'" + COLA + "'}"));
    }

    @Test
    void answers_can_be_read_later() throws Exception {
        send("{'device':'phone-1','data':'" + COLA + "','scanId':'a1'}");
        send("{'device':'phone-1','data':'nothing','scanId':'a2'}");
        String answers = site.get("/api/v1/scans?device=phone-1").body();
        assertTrue(answers.matches("\\[\\{\"result\":\"unknown\".*\"result\":\"shown\".*"), answers);
        assertEquals(400, site.get("/api/v1/scans").statusCode());
        assertEquals(400, site.get("/api/v1/scans?device=Not%20A%20Name").statusCode());
    }

    @Test
    void the_page_asks_who_scans_and_then_shows_what_became_of_it() throws Exception {
        String choice = site.get("/scan").body();
        assertTrue(choice.contains("Name of this device"), choice);
        String page = scan("phone-1", COLA, "b1");
        assertTrue(page.contains("data-result=\"shown\""), page);
        assertTrue(page.contains(">Cola</a>"), page);
        assertTrue(site.get("/scan").body().contains("/scan?device=phone-1"));
    }

    @Test
    void buttons_do_what_command_codes_do() throws Exception {
        String told = scan("phone-1", "TIDEGATE RECEIVE", "b1");
        assertTrue(told.contains("Receive, sales-floor"), told);
        String received = scan("phone-1", COLA, "b2");
        assertTrue(received.contains("1 pc received; now 1 pc"), received);
        String undone = scan("phone-1", "TIDEGATE UNDO", "b3");
        assertTrue(undone.contains("1 pc undone; now 0 pcs"), undone);
    }

    @Test
    void a_form_that_is_sent_twice_counts_once() throws Exception {
        scan("phone-1", "TIDEGATE RECEIVE", "b1");
        scan("phone-1", COLA, "b2");
        scan("phone-1", COLA, "b2");
        assertTrue(levels().contains("\"quantity\":1,"), levels());
    }

    @ParameterizedTest
    @CsvSource({"172800000, 172800000", "2592000001, 2592000000", "9223372036854775807, 2592000000", "-5, 0"})
    void a_scan_that_waited_for_days_is_taken_and_counts_as_a_month_old_at_most(long ago, long counted)
            throws Exception {
        Instant now = Instant.now();
        Instant from = now.minusMillis(counted).truncatedTo(ChronoUnit.MILLIS);
        String told = submitted("device=phone-1&scanId=b1&ago=" + ago + "&data=" + COLA);
        assertEquals("/scan?device=phone-1", told);
        Matcher at = Pattern.compile("\"time\":\"([^\"]*)\"")
                .matcher(site.get("/api/v1/scans?device=phone-1").body());
        assertTrue(at.find());
        Instant time = Instant.parse(at.group(1));
        assertTrue(!time.isBefore(from) && time.isBefore(from.plusSeconds(3600)), at.group());
    }

    @ParameterizedTest
    @ValueSource(strings = {"data=", "data=1&ago=yesterday", "data=1&scanId=a%20b"})
    void what_is_no_scan_is_told_from_what_was_taken(String fields) throws Exception {
        String told = submitted("device=phone-1&" + fields);
        assertTrue(told.startsWith("/scan?") && told.endsWith("notice=unfit"), told);
        assertTrue(site.get(told).body().contains("The gateway cannot take this as a scan"), told);
        assertEquals("[]", site.get("/api/v1/scans?device=phone-1").body());
    }

    private String submitted(String fields) throws Exception {
        HttpResponse<String> answer = site.submit("/scan", fields);
        assertEquals(303, answer.statusCode(), answer.body());
        return answer.headers().firstValue("Location").orElseThrow();
    }

    @Test
    void what_is_counted_stands_beside_what_the_books_say_until_it_is_booked() throws Exception {
        scan("phone-1", "TIDEGATE COUNT", "b1");
        String counting = scan("phone-1", COLA, "b2");
        assertTrue(counting.contains("Counted at sales-floor"), counting);
        assertTrue(counting.contains("TIDEGATE BOOK"), counting);
        assertTrue(site.get("/api/v1/counts").body().contains("\"counted\":1,\"expected\":0"));
        String booked = scan("phone-1", "TIDEGATE BOOK", "b3");
        assertFalse(booked.contains("Counted at sales-floor"), booked);
        assertTrue(booked.contains("1 counted, 1 of them otherwise than the books said."), booked);
        assertEquals("[]", site.get("/api/v1/counts").body());
    }

    @Test
    void what_was_scanned_is_never_markup() throws Exception {
        String page = scan("phone-1", "%3Cb%3Ebold%3C/b%3E", "b1");
        assertFalse(page.contains("<b>bold"), page);
        assertTrue(page.contains("&lt;b&gt;bold"), page);
    }

    @Test
    void it_speaks_german() throws Exception {
        try (WebSite german = new WebSite(root.resolve("german"), Locale.GERMANY)) {
            german.submit("/scan", "device=phone-1&scanId=1&data=TIDEGATE%20FLY");
            String page = german.get("/scan?device=phone-1").body();
            assertTrue(page.contains("Nicht gemacht"), page);
            assertTrue(page.contains("Das ist kein Befehl, den das Gateway kennt."), page);
        }
    }

    @Test
    void what_reads_pictures_is_as_it_was_published_and_runs_in_its_worker_only() throws Exception {
        byte[] library;
        try (InputStream packed = Asset.class.getResourceAsStream("assets/zxing-wasm/reader.wasm.gz")) {
            library = new GZIPInputStream(packed).readAllBytes();
        }
        String sum =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(library));
        String script = site.get("/assets/zxing-wasm/reader.js").body();
        assertTrue(script.contains(sum), "its script names the sum of what it runs, " + sum);
        assertTrue(rules("/assets/decoder.js").contains("'wasm-unsafe-eval'"));
        for (String path : List.of("/scan?device=phone-1", "/assets/camera.js", "/assets/zxing-wasm/reader.js")) {
            assertFalse(rules(path).contains("unsafe"), path);
        }
        assertEquals(200, site.ask("HEAD", "/assets/zxing-wasm/reader.wasm").statusCode());
    }

    private String rules(String path) throws Exception {
        return site.get(path).headers().firstValue("Content-Security-Policy").orElseThrow();
    }

    @Test
    void another_scan_under_the_same_id_is_a_conflict_and_books_nothing() throws Exception {
        send("{'device':'phone-1','data':'TIDEGATE RECEIVE','scanId':'a0'}");
        send("{'device':'phone-1','data':'" + COLA + "','scanId':'a1'}");
        String other = "{\"device\":\"phone-1\",\"data\":\"4012345678901\",\"scanId\":\"a1\"}";
        for (String path : List.of("/api/v1/scans", "/api/v1/observations")) {
            HttpResponse<String> conflict = site.post(path, other, "Content-Type", JSON);
            assertEquals(409, conflict.statusCode(), conflict.body());
            assertTrue(conflict.body().contains("\"remedy\":\"Give each scan a scanId of its own;"), conflict.body());
            assertTrue(conflict.body().contains("{\"index\":0,\"reason\":\"'a1' is the scanId of"), conflict.body());
        }
        assertEquals(1, levels().split("\"quantity\"").length - 1, levels());
    }

    @Test
    void in_a_list_each_scan_is_told_whether_it_counts() throws Exception {
        String answer = send("[{'device':'phone-1','data':'" + COLA + "','scanId':'a1'},"
                + "{'device':'phone-1','data':'4012345678901','scanId':'a1'}]");
        assertTrue(answer.matches(".*\"shown\".*\"refused\".*Its scanId belongs to another scan.*"), answer);
    }

    @Test
    void a_form_that_is_sent_again_with_another_code_says_that_nothing_was_booked() throws Exception {
        scan("phone-1", "TIDEGATE RECEIVE", "b1");
        scan("phone-1", COLA, "b2");
        String page = scan("phone-1", "4012345678901", "b2");
        assertTrue(page.contains("data-result=\"refused\""), page);
        assertTrue(page.contains("Its scanId belongs to another scan already, so nothing is booked."), page);
        assertEquals(1, levels().split("\"quantity\"").length - 1, levels());
    }
}
