package io.tidegate.gateway.pages;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    void while_counting_each_number_says_on_a_phone_which_it_is() throws Exception {
        scan("TIDEGATE COUNT");
        String counting = scan("5449000000996");
        assertTrue(
                counting.contains("data-label=\"Gezählt\">1 Stück")
                        && counting.contains("data-label=\"Im Buch\">0 Stück"),
                counting);
    }
}
