package io.tidegate.gateway.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Labels from the pages and over the API: what comes is a document, or says what is wrong. */
class LabelsTest {

    private static final String API = "/api/v1/labels/shelf.pdf";
    private static final String PAGE = "/labels/shelf.pdf";

    @TempDir
    Path root;

    private WebSite site;

    @BeforeEach
    void open() throws Exception {
        site = new WebSite(root.resolve("site"), Locale.GERMANY);
        take("cola,Cola,5449000000996,1.20,\nkäse,Käse,,24.9,\n\"a,b\",Komma,,,\nold,Alt,,,yes\n");
    }

    @AfterEach
    void close() {
        site.close();
    }

    private void take(String rows) throws Exception {
        HttpResponse<String> answer = site.catalogue("id,name,codes,price,retired\n" + rows);
        assertEquals(200, answer.statusCode(), answer.body());
    }

    private HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(site.at(path)).build(), HttpResponse.BodyHandlers.ofByteArray());
        }
    }

    /** What stands in the document. */
    private String printed(String path) throws Exception {
        HttpResponse<byte[]> answer = get(path);
        assertEquals(200, answer.statusCode(), path);
        assertEquals(
                "application/pdf", answer.headers().firstValue("content-type").orElse(""));
        try (PDDocument document = Loader.loadPDF(answer.body())) {
            return document.getNumberOfPages() + " " + new PDFTextStripper().getText(document);
        }
    }

    @Test
    void all_that_is_traded_or_what_is_named_is_printed() throws Exception {
        for (String address : new String[] {API, PAGE}) {
            String all = printed(address);
            assertTrue(all.contains("Cola") && all.contains("24,90 €") && all.contains("Käse"), all);
            assertFalse(all.contains("Alt"), all);
            String named = printed(address + "?items=05449000000996%3B%20old&layout=62x29");
            assertTrue(named.startsWith("2 ") && named.contains("Alt"), named);
            assertTrue(printed(address + "?items=a,b").contains("Komma"));
            String lot = printed(address + "?items=cola&lot=A1&expiry=2030-01-31&layout=&size=");
            assertTrue(lot.contains("(17)300131(10)A1") && lot.contains("Charge A1"), lot);
        }
    }

    @Test
    void what_cannot_be_is_told_with_a_remedy() throws Exception {
        assertEquals(400, site.get(API + "?layout=a5").statusCode());
        assertEquals(400, site.get(API + "?size=20").statusCode());
        assertEquals(400, site.get(API + "?expiry=31.1.2027").statusCode());
        assertEquals(404, site.get(API + "?items=cola,tea").statusCode());
        HttpResponse<String> missing = site.get(API + "?lot=A1&items=cola,k%C3%A4se");
        assertEquals(422, missing.statusCode());
        assertTrue(missing.body().contains("\"item\":\"käse\",\"reason\":\"has no GTIN"), missing.body());
        assertTrue(printed(API + "?lot=A1&items=cola,k%C3%A4se&leaveOut=true").startsWith("1 "));
        assertTrue(printed(API + "?lot=A1&items=cola,k%C3%A4se&leaveOut=1").startsWith("1 "));
        assertEquals(400, site.get(API + "?leaveOut=perhaps").statusCode());
        assertEquals(400, site.get(API + "?datamatrix=ja").statusCode());
        assertEquals(
                422, site.get(API + "?lot=A1&items=k%C3%A4se&leaveOut=true").statusCode());
    }

    @Test
    void what_the_page_cannot_print_is_told_in_the_shops_language() throws Exception {
        HttpResponse<String> unknown = site.get(PAGE + "?items=cola,%20kola");
        assertEquals(404, unknown.statusCode());
        assertTrue(unknown.body().contains("Der Katalog kennt „kola“ nicht:"), unknown.body());
        HttpResponse<String> unfit = site.get(PAGE + "?expiry=31.1.2027");
        assertEquals(400, unfit.statusCode());
        assertTrue(unfit.body().contains("Solche Etiketten gibt es nicht:"), unfit.body());
    }

    @Test
    void the_sheet_of_commands_is_there_too() throws Exception {
        String sheet = printed("/api/v1/labels/commands.pdf");
        assertTrue(sheet.contains("Lieferung") && sheet.contains("TIDEGATE TIMES 99"), sheet);
    }

    @Test
    void of_more_than_one_document_holds_each_part_is_offered() throws Exception {
        take(IntStream.range(0, 500)
                .mapToObj(i -> "n" + i + ",Nummer,,," + "\n")
                .collect(Collectors.joining()));
        assertEquals(422, site.get(API).statusCode());
        String page = site.get(PAGE + "?layout=62x29").body();
        assertTrue(page.contains("mehr als 500 Etiketten"), page);
        assertTrue(
                page.contains("<a href=\"/labels/shelf.pdf?layout=62x29&amp;part=2\">501 bis 503 von 503</a>"), page);
        String last = printed(PAGE + "?part=2&layout=62x29");
        assertTrue(last.startsWith("3 "), last);
        assertEquals(404, site.get(API + "?part=3").statusCode());
        assertEquals(400, site.get(API + "?part=0").statusCode());
        assertTrue(printed(API + "?items="
                        + IntStream.range(0, 500).mapToObj(i -> "n" + i).collect(Collectors.joining(",")))
                .startsWith("21 "));
    }

    @Test
    void the_page_asks_and_says_in_its_language_what_is_missing() throws Exception {
        String ask = site.get("/labels?items=cola").body();
        assertTrue(ask.contains("value=\"cola\"") && ask.contains("Avery 3474"), ask);
        assertTrue(site.get("/stock").body().contains("<a href=\"/labels\">Etiketten drucken</a>"));
        assertTrue(site.get("/stock/cola").body().contains("<a href=\"/labels?items=cola\">Etikett drucken</a>"));
        HttpResponse<String> again = site.get(PAGE + "?items=k%C3%A4se&lot=%3Cb%3E&layout=57x32&datamatrix=true");
        assertEquals(422, again.statusCode());
        String page = again.body();
        assertTrue(page.contains("käse</span>: hat keine GTIN"), page);
        assertTrue(page.contains("value=\"57x32\" selected") && page.contains("value=\"&lt;b>\""), page);
        assertEquals(404, site.get(PAGE + "?items=tea").statusCode());
    }
}
