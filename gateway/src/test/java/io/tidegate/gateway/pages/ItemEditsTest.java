package io.tidegate.gateway.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One item of the catalogue, changed by HTTP. */
class ItemEditsTest {

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

    private HttpResponse<String> put(String id, String item, String... headers) throws Exception {
        String[] all = Stream.concat(Stream.of("Content-Type", "application/json"), Arrays.stream(headers))
                .toArray(String[]::new);
        return site.put("/api/v1/items/" + id, item.replace('\'', '"'), all);
    }

    private String tag(String id) throws Exception {
        return site.get("/api/v1/items/" + id).headers().firstValue("ETag").orElseThrow();
    }

    @Test
    void an_item_is_made_and_replaced_as_a_whole_and_answered_as_it_is_read() throws Exception {
        HttpResponse<String> made = put("cola", "{'name':'Cola','price':1.2,'codes':[{'code':'0036000291452'}]}");
        assertEquals(201, made.statusCode(), made.body());
        assertEquals(
                "{\"id\":\"cola\",\"name\":\"Cola\",\"unit\":\"each\",\"codes\":[{\"code\":\"036000291452\","
                        + "\"unit\":\"each\"}],\"price\":1.2}",
                made.body(),
                "a code in the form in which it is looked up");
        assertEquals(made.body(), site.get("/api/v1/items/0036000291452").body());
        assertEquals(made.headers().firstValue("ETag").orElse(""), tag("cola"));
        HttpResponse<String> replaced = put("cola", "{'id':'cola','name':'Cola light'}");
        assertEquals(200, replaced.statusCode(), replaced.body());
        assertEquals("{\"id\":\"cola\",\"name\":\"Cola light\",\"unit\":\"each\"}", replaced.body());
        assertEquals(replaced.body(), put("cola", "{'name':'Cola light'}").body(), "a repeat");
        assertEquals(2, site.journal.lastPosition(), "and says nothing new");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{'name':''} | name",
                "{} | 'name' is missing",
                "[] | one item",
                "{'id':'pepsi','name':'Cola'} | another than that of its address",
                "{'name':'Cola','colour':'red'} | 'colour' is not known",
                "{'name':'Cola','price':-1} | 'price' is below 0",
                "{'name':'Cola','leadTimeDays':20261128} | 'leadTimeDays' is above 365 days",
                "{'name':'Cola','codes':[{'code':'4006381333932'}]} | check digit",
                "{'name':'Cola','codes':[{'code':'pen'}]} | is the id of another item",
                "{'name':'Cola','price':1.2345678} | 'price' has more than 6 digits",
                "{'name':'Cola','recipe':[{'item':'syrup','quantity':0}]} | The recipe takes 0 of 'syrup'",
                "{'name':'Cola','recipe':[{'item':'cola','quantity':1}]} | 'cola' is made of itself",
                "{'name':'Cola','codes':[{'code':'4006381333931'}]} | belongs to 'pen'"
            })
    void what_no_table_may_say_is_refused_with_its_reason(String item, String reason) throws Exception {
        put("pen", "{'name':'Pen','codes':[{'code':'4006381333931'}]}");
        HttpResponse<String> refused = put("cola", item);
        assertEquals(422, refused.statusCode(), refused.body());
        assertTrue(refused.body().contains(reason), refused.body());
        assertEquals(404, site.get("/api/v1/items/cola").statusCode());
    }

    @Test
    void a_code_of_another_item_is_no_id() throws Exception {
        put("pen", "{'name':'Pen','codes':[{'code':'4006381333931'}]}");
        HttpResponse<String> refused = put("4006381333931", "{'name':'Pen'}");
        assertEquals(422, refused.statusCode(), refused.body());
        assertTrue(refused.body().contains("'4006381333931' is a code of 'pen'"), refused.body());
    }

    @Test
    void an_id_has_no_blanks_around_it_and_a_name_loses_them() throws Exception {
        HttpResponse<String> refused = put("%20cola", "{'name':'Cola'}");
        assertEquals(422, refused.statusCode(), refused.body());
        assertTrue(refused.body().contains("begins or ends with a blank"), refused.body());
        assertTrue(put("cola", "{'name':' Cola '}").body().contains("\"name\":\"Cola\""));
    }

    @Test
    void what_is_no_json_is_told() throws Exception {
        assertEquals(400, put("cola", "{").statusCode());
        assertEquals(415, site.put("/api/v1/items/cola", "{\"name\":\"Cola\"}").statusCode());
    }

    @Test
    void a_change_that_somebody_else_was_faster_with_is_412() throws Exception {
        put("cola", "{'name':'Cola'}");
        String before = tag("cola");
        assertEquals(200, put("cola", "{'name':'Cola 1'}", "If-Match", before).statusCode());
        HttpResponse<String> late = put("cola", "{'name':'Cola 2'}", "If-Match", before);
        assertEquals(412, late.statusCode(), late.body());
        assertEquals(412, site.delete("/api/v1/items/cola", "If-Match", before).statusCode());
        assertEquals(412, put("cola", "{'name':'Cola'}", "If-None-Match", "*").statusCode());
        assertEquals(412, put("none", "{'name':'None'}", "If-Match", "*").statusCode());
        assertTrue(site.get("/api/v1/items/cola").body().contains("Cola 1"));
        assertEquals(201, put("new", "{'name':'New'}", "If-None-Match", "*").statusCode());
    }

    @Test
    void of_many_who_change_the_same_at_once_one_wins_each_time() throws Exception {
        put("cola", "{'name':'Cola'}");
        try (ExecutorService callers = Executors.newFixedThreadPool(8)) {
            for (int round = 0; round < 10; round++) {
                String before = tag("cola");
                List<Callable<HttpResponse<String>>> calls = new ArrayList<>();
                for (int caller = 0; caller < 8; caller++) {
                    String item = "{'name':'Cola " + round + "-" + caller + "'}";
                    calls.add(() -> put("cola", item, "If-Match", before));
                }
                List<String> won = new ArrayList<>();
                for (Future<HttpResponse<String>> call : callers.invokeAll(calls)) {
                    if (call.get().statusCode() == 200) {
                        won.add(call.get().body());
                    } else {
                        assertEquals(412, call.get().statusCode(), call.get().body());
                    }
                }
                assertEquals(List.of(site.get("/api/v1/items/cola").body()), won);
            }
        }
    }

    @Test
    void a_retired_item_stays_for_its_history() throws Exception {
        put("cola", "{'name':'Cola'}");
        HttpResponse<String> retired = site.delete("/api/v1/items/cola", "If-Match", tag("cola"));
        assertEquals(200, retired.statusCode(), retired.body());
        assertTrue(retired.body().contains("\"retired\":true"), retired.body());
        assertEquals(retired.body(), site.get("/api/v1/items/cola").body());
        assertEquals(200, site.delete("/api/v1/items/cola").statusCode(), "twice is no mistake");
        assertEquals(404, site.delete("/api/v1/items/pepsi").statusCode());
    }

    @Test
    void an_id_may_have_a_slash_and_other_signs() throws Exception {
        String id = "a%2Fb%20%C3%BC%26";
        assertEquals(201, put(id, "{'name':'Odd'}").statusCode());
        assertTrue(site.get("/api/v1/items/" + id).body().contains("\"id\":\"a/b ü&\""));
    }
}
