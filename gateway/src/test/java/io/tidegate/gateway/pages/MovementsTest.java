package io.tidegate.gateway.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The fixed contract: movements in by HTTP, levels out. */
class MovementsTest {

    private static final String SALE =
            "{\"id\":\"till-7:991\",\"kind\":\"sell\",\"item\":\"4006381333931\",\"quantity\":2,\"unit\":\"each\","
                    + "\"from\":\"sales-floor\",\"lot\":\"A1\",\"time\":\"2026-11-23T10:00:00Z\"}";
    private static final String LEVEL = "{\"item\":\"4006381333931\",\"location\":\"sales-floor\",\"lot\":\"A1\","
            + "\"quantity\":-2,\"unit\":\"each\"}";

    @TempDir
    Path root;

    private WebSite site;

    @BeforeEach
    void open() throws Exception {
        site = new WebSite(root);
    }

    @AfterEach
    void close() {
        site.close();
    }

    private HttpResponse<String> send(String body) throws Exception {
        return site.book(body);
    }

    private String levels(String query) throws Exception {
        return site.get("/api/v1/levels" + query).body();
    }

    @Test
    void a_sale_lowers_the_level_at_once_and_once() throws Exception {
        HttpResponse<String> first = send(SALE);
        assertEquals(201, first.statusCode());
        assertEquals("{\"id\":\"till-7:991\"}", first.body());
        assertEquals("[" + LEVEL + "]", levels(""));
        HttpResponse<String> again = send(SALE);
        assertEquals(first.statusCode(), again.statusCode());
        assertEquals(first.body(), again.body());
        assertEquals("[" + LEVEL + "]", levels(""));
    }

    @Test
    void other_content_under_the_same_id_is_a_conflict() throws Exception {
        send(SALE);
        HttpResponse<String> other = send(SALE.replace(":2,", ":3,"));
        assertEquals(409, other.statusCode());
        assertTrue(other.body().contains("\"remedy\""), other.body());
        assertEquals("[" + LEVEL + "]", levels(""));
    }

    @Test
    void a_list_is_answered_by_a_list_and_booked_whole_or_not_at_all() throws Exception {
        HttpResponse<String> list = send("[" + SALE + "," + SALE.replace("991", "992") + "]");
        assertEquals("[{\"id\":\"till-7:991\"},{\"id\":\"till-7:992\"}]", list.body());
        HttpResponse<String> refused = send("[" + SALE.replace("991", "993") + ",{\"id\":\"x\"}]");
        assertEquals(422, refused.statusCode());
        assertTrue(refused.body().contains("\"index\":1"), refused.body());
        assertEquals("[" + LEVEL.replace("-2", "-4") + "]", levels(""));
    }

    @Test
    void levels_are_found_by_item_in_any_form_and_by_location() throws Exception {
        send("[" + SALE + ",{\"id\":\"2\",\"kind\":\"receive\",\"item\":\"cola\",\"quantity\":1.5,\"to\":\"cellar\"}]");
        assertEquals("[" + LEVEL + "]", levels("?item=04006381333931"));
        assertEquals("[" + LEVEL + "]", levels("?location=sales-floor"));
        assertEquals("[]", levels("?item=cola&location=sales-floor"));
        assertEquals(
                "[{\"item\":\"cola\",\"location\":\"cellar\",\"lot\":null,\"quantity\":1.5,\"unit\":\"each\"}]",
                levels("?location=cellar"));
    }

    @Test
    void what_is_no_movement_is_told_and_not_taken() throws Exception {
        assertEquals(400, send("{").statusCode());
        assertEquals(400, send("7").statusCode());
        assertEquals(413, send("[" + "{},".repeat(10_001) + "{}]").statusCode());
        assertEquals(415, site.post("/api/v1/movements", SALE).statusCode());
        assertEquals("[]", levels(""));
    }

    @ParameterizedTest
    @CsvSource({
        "1,200,true",
        "TRUE,200,true",
        "Yes,200,true",
        "true,200,true",
        "0,200,false",
        "No,200,false",
        "FALSE,200,false",
        "ja,400,",
        "2,400,",
        "'',400,",
        "maybe,400,"
    })
    void whether_it_is_only_looked_at_is_said_by_yes_or_no(String said, int status, String dryRun) throws Exception {
        HttpResponse<String> answer =
                site.post("/api/v1/items.csv?dryRun=" + said, "id,name\ncola,Cola\n", "Content-Type", "text/csv");
        assertEquals(status, answer.statusCode(), answer.body());
        assertTrue(
                answer.body().contains(status == 400 ? "Write dryRun=true or dryRun=false" : "\"dryRun\":" + dryRun),
                answer.body());
        assertEquals("false".equals(dryRun), site.get("/api/v1/items/cola").statusCode() == 200);
    }

    @Test
    void a_table_of_items_is_looked_at_taken_and_given_back() throws Exception {
        String table = "id,name,codes\ncola,Cola,5449000000996\n";
        HttpResponse<String> looked = site.post("/api/v1/items.csv?dryRun=true", table, "Content-Type", "text/csv");
        assertEquals(
                "{\"dryRun\":true,\"added\":1,\"changed\":0,\"same\":0,\"leftOut\":0,\"lost\":[],"
                        + "\"differences\":[{\"item\":\"cola\",\"name\":\"Cola\",\"new\":true,\"columns\":["
                        + "{\"column\":\"unit\",\"before\":\"\",\"after\":\"each\"},"
                        + "{\"column\":\"codes\",\"before\":\"\",\"after\":\"5449000000996\"}]}]}",
                looked.body());
        assertEquals("[]", site.get("/api/v1/items").body());
        assertEquals(200, site.catalogue(table).statusCode());
        String item = "{\"id\":\"cola\",\"name\":\"Cola\",\"unit\":\"each\","
                + "\"codes\":[{\"code\":\"5449000000996\",\"unit\":\"each\"}]}";
        assertEquals("[" + item + "]", site.get("/api/v1/items").body());
        assertEquals(item, site.get("/api/v1/items/05449000000996").body());
        assertEquals(404, site.get("/api/v1/items/pepsi").statusCode());
        assertTrue(site.get("/api/v1/items.csv").body().contains("cola,Cola,each,5449000000996,"));
        assertEquals(422, site.catalogue("").statusCode());
        HttpResponse<String> refused = site.catalogue("id,name\nx,\n");
        assertEquals(422, refused.statusCode());
        assertTrue(refused.body().contains("\"line\":2"), refused.body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "levels?item=",
                "levels?location=%20",
                "movements?item=",
                "movements?lot=",
                "movements?location=",
                "movements?from=",
                "movements?to=",
                "lots?item=",
                "lots?location=",
                "proposals?item=",
                "proposals?state=",
                "stream?kinds="
            })
    void a_filter_without_a_value_is_told_and_not_taken_for_all(String query) throws Exception {
        send(SALE);
        HttpResponse<String> answer = site.get("/api/v1/" + query);
        assertEquals(400, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("' is empty"), answer.body());
    }

    @Test
    void a_time_that_ends_before_it_begins_is_told() throws Exception {
        String query = "/api/v1/movements?from=2026-11-23T10:00:01Z&to=2026-11-23T10:00:00Z";
        assertEquals(400, site.get(query).statusCode());
        assertEquals("[]", site.get(query.replace(":01Z", ":00Z")).body());
    }

    @Test
    void what_is_no_json_is_told_in_words_with_its_place() throws Exception {
        String odd = send(SALE.replace(":2,", ":NaN,")).body();
        assertTrue(odd.contains("Not JSON: 'NaN' cannot stand there (line 1, column "), odd);
        String wordy = send(SALE.replace("A1", "x".repeat(10_000))).body();
        assertTrue(
                wordy.contains("Too long or too deep: a text is longer than 8192 characters (line 1, column "), wordy);
    }
}
