package io.tidegate.gateway.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.scanning.ScanCommand;
import io.tidegate.site.ScanTask;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the page tells who scans on a phone, in a German shop. */
class ScanWordsTest {

    /** Of January 2020. */
    private static final String EXPIRED = "(01)09520123456788(10)A1(17)200131";

    @TempDir
    Path root;

    private WebSite site;
    private int scans;

    @BeforeEach
    void open() throws Exception {
        site = new WebSite(root.resolve("site"), Locale.GERMANY);
        site.catalogue("id,name,codes\nmilk,Milch,09520123456788\ncola,Cola,5449000000996\n");
    }

    @AfterEach
    void close() {
        site.close();
    }

    private String scan(String data) throws Exception {
        HttpResponse<String> taken =
                site.submit("/scan", "device=phone-1&scanId=" + scans++ + "&data=" + data.replace(" ", "%20"));
        return site.page(taken.headers().firstValue("Location").orElseThrow());
    }

    @Test
    void what_has_expired_is_told_with_the_button_and_the_day_as_it_is_written_here() throws Exception {
        scan("TIDEGATE SELL");
        String refused = scan(EXPIRED);
        assertTrue(refused.contains("Das ist am 31.01.2020 abgelaufen."), refused);
        assertTrue(refused.contains("oder „Trotzdem“ drücken") && refused.contains(">Trotzdem</button>"), refused);
        assertFalse(refused.contains("override"), refused);
        scan("TIDEGATE OVERRIDE");
        scan("TIDEGATE WASTE EXPIRED");
        scan("5449000000996");
        assertTrue(site.page("/stock/milk").contains("trotzdem gemacht"), site.page("/stock/milk"));
        assertTrue(site.page("/stock/cola").contains("abgelaufen"), site.page("/stock/cola"));
        assertTrue(site.page("/scan?device=phone-1").contains("Wegwerfen (abgelaufen)"));
    }

    @Test
    void an_unknown_code_is_told_with_what_was_done_and_where_to_name_it() throws Exception {
        assertTrue(scan("4006381333931").contains("Diesen Code hat noch niemand benannt"));
        scan("TIDEGATE SELL");
        String sold = scan("5901234123457");
        assertTrue(sold.contains("1 Stück verkauft. Diesen Code hat noch niemand benannt; er bleibt gemerkt"), sold);
        assertTrue(sold.contains("<a href=\"/stock?show=unknown&amp;code=5901234123457\">Jetzt benennen</a>"), sold);
    }

    @Test
    void a_count_is_forgotten_by_two_taps_and_undo_brings_it_back() throws Exception {
        scan("TIDEGATE COUNT");
        String counting = scan("5449000000996");
        assertTrue(counting.contains("<summary>Zählung verwerfen</summary>"), counting);
        assertTrue(
                counting.contains("<button name=\"data\" value=\"TIDEGATE CANCEL\">Ja, verwerfen</button>"), counting);
        assertTrue(scan("TIDEGATE CANCEL").contains("Das Gezählte ist verworfen. „Rückgängig“ holt es zurück."));
        String back = scan("TIDEGATE UNDO");
        assertTrue(back.contains(">Rückgängig gemacht</p>") && back.contains("ist wieder da."), back);
        assertTrue(back.contains("data-label=\"Gezählt\">1 Stück"), back);
        String booked = scan("TIDEGATE BOOK");
        assertTrue(booked.contains("Die Zählung ist gebucht"), booked);
        assertTrue(scan("TIDEGATE UNDO").contains("Bitte auf den Seiten der Artikel rückgängig machen"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void the_page_and_the_printed_sheet_have_one_word_for_one_thing(String language) {
        ResourceBundle page = words("pages.messages", language);
        ResourceBundle sheet = words("labels.labels", language);
        for (ScanTask task : ScanTask.values()) {
            boolean moves = task == ScanTask.TRANSFER;
            assertEquals(
                    page.getString("scan." + task.word() + (moves ? ".to" : "")) + (moves ? ": {0}" : ""),
                    sheet.getString("command." + task.word()));
        }
        assertEquals(page.getString("scan.here") + " {0}", sheet.getString("command.at"));
        Map<ScanCommand.Plain, String> keys = Map.of(
                ScanCommand.Plain.UNDO, "scan.undo",
                ScanCommand.Plain.BOOK, "scan.count.book",
                ScanCommand.Plain.CANCEL, "scan.count.cancel",
                ScanCommand.Plain.OVERRIDE, "scan.override",
                ScanCommand.Plain.USUAL, "scan.usual");
        for (ScanCommand.Plain plain : ScanCommand.Plain.values()) {
            assertEquals(
                    page.getString(keys.get(plain)),
                    sheet.getString("command." + plain.name().toLowerCase(Locale.ROOT)));
        }
        assertNotEquals(page.getString("scan.return"), page.getString("scan.undo"));
    }

    private static ResourceBundle words(String name, String language) {
        return ResourceBundle.getBundle(
                "io.tidegate.gateway." + name, Locale.of(language), ScanWordsTest.class.getModule());
    }

    @Test
    void while_counting_each_number_says_on_a_phone_which_it_is() throws Exception {
        scan("TIDEGATE COUNT");
        String counting = scan("5449000000996");
        assertTrue(
                counting.contains("data-label=\"Gezählt\">1 Stück")
                        && counting.contains("data-label=\"Im Buch\">0 Stück"),
                counting);
    }
}
