package io.tidegate.gateway.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.testing.Awaiting;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code /api/v1/proposals}, over real HTTP. */
class OrdersApiTest {

    private final ObjectMapper mapper = new ObjectMapper();

    @TempDir
    Path root;

    private WebSite site;

    private void open(Locale locale) throws Exception {
        site = new WebSite(root.resolve("site"), locale);
        HttpResponse<String> taken = site.catalogue("id,name,packs,supplier,minimum\n"
                + "cola,Cola,case=24,Drinks Ltd <orders@drinks.example>,30\n"
                + "tea,\"=Tea, green\",,Leaf & Co,5\n"
                + "salt,Salt,,,2\n");
        assertEquals(200, taken.statusCode(), taken.body());
        HttpResponse<String> asked = site.post("/api/v1/proposals", "");
        assertEquals(202, asked.statusCode(), asked.body());
        Awaiting.until("all are proposed", () -> list("").size() == 3);
    }

    @AfterEach
    void close() {
        site.close();
    }

    private JsonNode list(String query) throws Exception {
        return mapper.readTree(site.get("/api/v1/proposals" + query).body());
    }

    private HttpResponse<String> decide(String id, String decision) throws Exception {
        return site.post("/api/v1/proposals/" + id, decision.replace('\'', '"'), "Content-Type", "application/json");
    }

    private String id(String item) throws Exception {
        return list("?item=" + item).get(0).path("id").asText();
    }

    @Test
    void a_proposal_tells_what_how_much_and_why() throws Exception {
        open(Locale.UK);
        JsonNode cola = list("?item=cola").get(0);
        assertEquals("proposed", cola.path("state").asText());
        assertEquals(48, cola.path("quantity").asInt());
        assertEquals(2, cola.path("packs").asInt());
        assertEquals("{\"unit\":\"case\",\"of\":24}", cola.path("pack").toString());
        assertEquals(
                "0 are there or ordered, and it shall never be fewer than 30, rounded to packs of 24.",
                cola.path("reason").asText());
        assertEquals(30, cola.path("figures").path("reorderPoint").asInt());
        assertEquals(
                cola,
                mapper.readTree(site.get("/api/v1/proposals/" + id("cola")).body()));
        assertEquals(1, list("?supplier=").size(), "of whom the catalogue names nobody");
        assertEquals(
                1, list("?supplier=Leaf%20%26%20Co&state=proposed,accepted").size());
        assertEquals(0, list("?state=accepted").size());
        assertEquals(400, site.get("/api/v1/proposals?state=eaten").statusCode());
        assertEquals(404, site.get("/api/v1/proposals/nobody").statusCode());
        JsonNode progress =
                mapper.readTree(site.get("/api/v1/proposals/progress").body());
        assertEquals(3, progress.path("last").path("items").asInt(), progress.toString());
    }

    @Test
    void a_list_in_parts_leads_on_by_its_link_and_an_unknown_id_is_told() throws Exception {
        open(Locale.UK);
        StringBuilder seen = new StringBuilder();
        String part = "/api/v1/proposals?limit=1";
        while (!part.isEmpty()) {
            HttpResponse<String> answer = site.get(part);
            seen.append(mapper.readTree(answer.body()).get(0).path("item").asText())
                    .append(' ');
            part = answer.headers()
                    .firstValue("Link")
                    .map(link -> link.substring(1, link.indexOf('>')))
                    .orElse("");
        }
        assertEquals("salt cola tea ", seen.toString());
        assertEquals(
                "cola", list("?limit=1&after=" + id("salt")).get(0).path("item").asText());
        assertEquals(400, site.get("/api/v1/proposals?after=nobody").statusCode());
    }

    @Test
    void an_accepted_one_is_open_until_its_receipts_cover_it() throws Exception {
        open(Locale.UK);
        String id = id("cola");
        String accept = "{'decision':'accept','quantity':24,'who':'Ann','note':'half'}";
        HttpResponse<String> first = decide(id, accept);
        assertEquals(200, first.statusCode(), first.body());
        assertEquals(first.body(), decide(id, accept).body(), "a repeat is answered like the first time");
        assertEquals(409, decide(id, "{'decision':'accept','quantity':48}").statusCode());
        assertEquals(409, decide(id, "{'decision':'ignore'}").statusCode());
        JsonNode ordered = list("?state=accepted").get(0);
        assertEquals(
                "Ann half 24 24",
                ordered.path("who").asText() + " " + ordered.path("note").asText() + " " + ordered.path("ordered") + " "
                        + ordered.path("open"));
        HttpResponse<String> booked =
                site.book("{\"id\":\"1\",\"kind\":\"receive\",\"item\":\"cola\",\"quantity\":1,\"unit\":\"case\"}");
        assertEquals(201, booked.statusCode(), booked.body());
        JsonNode received = list("?state=received").get(0);
        assertEquals(24, received.path("received").asInt());
        assertTrue(received.path("days").asDouble() < 1, received.toString());
    }

    @Test
    void who_knows_the_list_is_told_that_it_is_the_same_until_something_is_decided() throws Exception {
        open(Locale.UK);
        String tag = site.get("/api/v1/proposals").headers().firstValue("ETag").orElseThrow();
        assertEquals(304, site.get("/api/v1/proposals", "If-None-Match", tag).statusCode());
        assertEquals(200, decide(id("tea"), "{'decision':'ignore'}").statusCode());
        assertEquals(200, site.get("/api/v1/proposals", "If-None-Match", tag).statusCode());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'decision':'accept','quantity':-1} | above 0",
                "{'decision':'accept','quantity':'many'} | quantity",
                "{'decision':'accept','quantity':1e30} | above 1000000000",
                "{'decision':'eat'} | Use accept, ignore or close",
                "{'quantity':1} | is missing",
                "{'decision':'ignore','colour':'red'} | colour",
                "[] | one decision"
            })
    void nonsense_is_refused_and_decides_nothing(String body, String reason) throws Exception {
        open(Locale.UK);
        HttpResponse<String> answer = decide(id("cola"), body);
        assertEquals(422, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains(reason), answer.body());
        assertEquals(3, list("?state=proposed").size());
    }

    @Test
    void what_is_no_json_or_no_proposal_is_said_so() throws Exception {
        open(Locale.UK);
        assertEquals(400, decide(id("cola"), "{").statusCode());
        assertEquals(404, decide("nobody", "{'decision':'ignore'}").statusCode());
        assertEquals(
                415,
                site.post("/api/v1/proposals/" + id("cola"), "{}", "Content-Type", "text/plain")
                        .statusCode());
    }

    @Test
    void a_table_opens_in_a_spreadsheet_and_no_cell_is_a_formula() throws Exception {
        open(Locale.UK);
        HttpResponse<String> table = site.get("/api/v1/proposals.csv?supplier=Leaf%20%26%20Co");
        assertEquals(
                "supplier,item,name,packs,pack,packOf,quantity,unit,state,reason,id\r\n"
                        + "Leaf & Co,tea,\"'=Tea, green\",5,each,1,5,each,proposed,"
                        + "\"0 are there or ordered, and it shall never be fewer than 5.\"," + id("tea") + "\r\n",
                table.body());
        assertEquals(
                "text/csv; charset=utf-8; header=present",
                table.headers().firstValue("content-type").orElse(""));
    }

    @Test
    void a_mail_holds_what_was_ordered_else_what_is_proposed_in_the_sites_language() throws Exception {
        open(Locale.GERMANY);
        String proposed =
                site.get("/api/v1/proposals.txt?supplier=Leaf%20%26%20Co").body();
        assertEquals(
                "Guten Tag,\r\n\r\nbitte liefern Sie:\r\n\r\n- 5 Stück =Tea, green\r\n\r\nVielen Dank\r\nCorner Shop\r\n",
                proposed);
        decide(id("cola"), "{'decision':'accept','quantity':24}");
        String all = site.get("/api/v1/proposals.txt").body();
        assertTrue(all.contains("- 1 × case (24 Stück) Cola\r\n"), all);
        assertFalse(all.contains("Tea"), all);
    }

    @Test
    void a_supplier_reads_the_number_on_the_pack_and_neither_our_reason_nor_our_id() throws Exception {
        open(Locale.UK);
        site.catalogue("""
                id,name,packs,codes,supplier,minimum
                A01,Cola,case=24,4006381333931; case:14006381333938,Drinks Ltd,30
                A02,Tea,,4006381333924,Drinks Ltd,5
                A03,Rolls,,2000000002323,Drinks Ltd,4
                """);
        site.post("/api/v1/proposals", "");
        Awaiting.until("all are proposed", () -> list("?supplier=Drinks%20Ltd").size() == 3);
        assertEquals(
                """
                Hello,

                please deliver:

                - 2 × case (48 pcs) Cola, GTIN 14006381333938
                - 5 pcs Tea, GTIN 4006381333924
                - 4 pcs Rolls

                Thank you
                Corner Shop
                """,
                site.get("/api/v1/proposals.txt?supplier=Drinks%20Ltd").body().replace("\r\n", "\n"));
    }
}
