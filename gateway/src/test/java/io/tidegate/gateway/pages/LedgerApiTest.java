package io.tidegate.gateway.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Movement;
import io.tidegate.observation.MovementKind;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one gateway tells another, and people of the others, over real HTTP. */
class LedgerApiTest {

    @TempDir
    Path root;

    private WebSite site;

    private void open(Locale locale) throws Exception {
        site = new WebSite(root, locale);
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void a_gateway_without_partners_tells_its_ledger_to_nobody() throws Exception {
        open(Locale.UK);
        HttpResponse<String> answer = site.get("/api/v1/ledger", "Authorization", "Bearer anything");
        assertEquals(403, answer.statusCode());
        assertTrue(answer.body().contains("stock.partners"), answer.body());
        assertFalse(site.get("/stock").body().contains("Gateway"));
    }

    @Test
    void what_two_gateways_say_differently_is_told_and_stands_on_the_page() throws Exception {
        open(Locale.GERMANY);
        assertEquals(201, book("3").statusCode());
        Movement line =
                (Movement) site.inventory.books().line("m-1").orElseThrow().booking();
        // As it would come from another gateway: the desk refuses it.
        site.journal.record(List.of(new Movement(
                new DeviceId("till-8"),
                line.at().plusSeconds(1),
                "m-1",
                MovementKind.RECEIVE,
                line.goods().ofLot("B"),
                line.way(),
                line.cause())));
        String told = site.get("/api/v1/partners").body();
        assertTrue(told.contains("\"conflicts\":1") && told.contains("\"device\":\"till-8\""), told);
        String page = site.get("/stock").body();
        assertTrue(page.contains("unter einer Nummer Verschiedenes gebucht (1): tea."), page);
        assertTrue(site.get("/api/v1/levels").body().contains("\"quantity\":3"), "the earlier one counts");
    }

    private HttpResponse<String> book(String quantity) throws Exception {
        String line = """
                {"id":"m-1","kind":"receive","item":"tea","quantity":%s,"to":"sales-floor"}""".formatted(quantity);
        return site.book(line);
    }
}
