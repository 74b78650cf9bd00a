package io.tidegate.gateway.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who asks again is told that nothing has changed, and never that wrongly. */
class TagsTest {

    private static final List<String> LISTS =
            List.of("/api/v1/movements", "/api/v1/levels", "/api/v1/lots", "/api/v1/proposals");

    @TempDir
    Path root;

    private static void book(WebSite site, int id) throws Exception {
        String line = """
                {"id":"m-%d","kind":"receive","item":"tea","quantity":1,"to":"cellar"}""".formatted(id);
        HttpResponse<String> answer = site.book(line);
        assertEquals(201, answer.statusCode(), answer.body());
    }

    private static void name(WebSite site, String name) throws Exception {
        site.catalogue("id,name\ntea," + name + "\n");
    }

    private static String tag(HttpResponse<String> answer) {
        return answer.headers().firstValue("ETag").orElseThrow();
    }

    @Test
    void a_list_is_answered_304_until_something_of_it_may_have_changed() throws Exception {
        try (WebSite site = new WebSite(root)) {
            book(site, 1);
            for (String list : LISTS) {
                HttpResponse<String> whole = site.get(list);
                assertEquals(
                        "no-cache", whole.headers().firstValue("Cache-Control").orElse(""), list);
                HttpResponse<String> again = site.get(list, "If-None-Match", "\"other\", " + tag(whole));
                assertEquals(304, again.statusCode(), list);
                assertEquals("", again.body());
                assertEquals(tag(whole), tag(again));
            }
            assertEquals(304, site.get("/api/v1/levels", "If-None-Match", "*").statusCode());
        }
    }

    @Test
    void whoever_was_told_that_something_is_booked_never_gets_304_for_what_was_before() throws Exception {
        try (WebSite site = new WebSite(root)) {
            for (int i = 0; i < 50; i++) {
                String before = tag(site.get("/api/v1/levels"));
                book(site, i);
                HttpResponse<String> after = site.get("/api/v1/levels", "If-None-Match", before);
                assertEquals(200, after.statusCode(), "after line " + i);
                assertTrue(after.body().contains("\"quantity\":" + (i + 1)), after.body());
            }
        }
    }

    @Test
    void a_sale_is_no_news_to_who_has_the_catalogue() throws Exception {
        try (WebSite site = new WebSite(root)) {
            name(site, "Tea");
            String list = tag(site.get("/api/v1/items"));
            String table = tag(site.get("/api/v1/items.csv"));
            book(site, 1);
            assertEquals(304, site.get("/api/v1/items", "If-None-Match", list).statusCode());
            assertEquals(
                    304, site.get("/api/v1/items.csv", "If-None-Match", table).statusCode());
            name(site, "Green tea");
            assertEquals(200, site.get("/api/v1/items", "If-None-Match", list).statusCode());
            assertEquals(
                    200, site.get("/api/v1/items.csv", "If-None-Match", table).statusCode());
        }
    }

    @Test
    void one_thing_has_the_tag_of_its_own_content_whatever_else_changes_and_over_a_restart() throws Exception {
        String item;
        String line;
        String list;
        try (WebSite site = new WebSite(root)) {
            name(site, "Tea");
            book(site, 1);
            item = tag(site.get("/api/v1/items/tea"));
            line = tag(site.get("/api/v1/movements/m-1"));
            list = tag(site.get("/api/v1/levels"));
        }
        try (WebSite site = new WebSite(root)) {
            book(site, 2);
            assertEquals(
                    304, site.get("/api/v1/items/tea", "If-None-Match", item).statusCode());
            assertEquals(
                    304,
                    site.get("/api/v1/movements/m-1", "If-None-Match", line).statusCode());
            assertNotEquals(list, tag(site.get("/api/v1/levels")), "another run has other tags");
            assertEquals(
                    404, site.get("/api/v1/items/none", "If-None-Match", "*").statusCode());
            name(site, "Green tea");
            assertEquals(
                    200, site.get("/api/v1/items/tea", "If-None-Match", item).statusCode());
        }
    }
}
