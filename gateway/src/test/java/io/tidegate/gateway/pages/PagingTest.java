package io.tidegate.gateway.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists that are read part by part, by nothing but their links. */
class PagingTest {

    private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");

    @TempDir
    Path root;

    private final ObjectMapper mapper = new ObjectMapper();
    private WebSite site;

    @BeforeEach
    void open() throws Exception {
        site = new WebSite(root);
    }

    @AfterEach
    void close() {
        site.close();
    }

    private void book(String id, String item, String more) throws Exception {
        String line = """
                {"id":"%s","kind":"receive","item":"%s","quantity":2,"to":"cellar"%s}""".formatted(id, item, more);
        HttpResponse<String> answer = site.book(line);
        assertEquals(201, answer.statusCode(), answer.body());
    }

    /** Something that happens between two parts. */
    private interface Meanwhile {
        void happens(int part) throws Exception;
    }

    private List<JsonNode> follow(String address, Meanwhile meanwhile) throws Exception {
        List<JsonNode> all = new ArrayList<>();
        Optional<String> next = Optional.of(address);
        for (int part = 0; next.isPresent(); part++) {
            HttpResponse<String> answer = site.get(next.get());
            assertEquals(200, answer.statusCode(), answer.body());
            mapper.readTree(answer.body()).forEach(all::add);
            Matcher link = NEXT.matcher(answer.headers().firstValue("Link").orElse(""));
            next = link.matches() ? Optional.of(link.group(1)) : Optional.empty();
            meanwhile.happens(part);
        }
        return all;
    }

    private static List<String> texts(List<JsonNode> rows, String... path) {
        return rows.stream()
                .map(row -> {
                    JsonNode at = row;
                    for (String name : path) {
                        at = at.path(name);
                    }
                    return at.asText();
                })
                .toList();
    }

    @Test
    void whoever_follows_the_links_misses_no_line_that_was_there_while_others_are_booked() throws Exception {
        for (int i = 0; i < 7; i++) {
            book("first-" + i, "tea", "");
        }
        List<String> read = texts(follow("/api/v1/movements?limit=2", part -> bookSome(part)), "movement", "id");
        for (int i = 0; i < 7; i++) {
            assertTrue(read.contains("first-" + i), read.toString());
        }
        assertEquals(Set.copyOf(read).size(), read.size(), "none twice");
    }

    private void bookSome(int part) throws Exception {
        if (part < 3) {
            book("later-" + part, "a-" + part, "");
        }
    }

    @Test
    void levels_and_items_are_read_whole_while_goods_come_before_and_behind_the_reader() throws Exception {
        for (String item : List.of("b", "c d", "e&f", "ü", "z")) {
            book("level-" + item, item, ",\"lot\":\"L 1\"");
        }
        site.catalogue("id,name\nb,B\nc d,C\ne&f,E\nü,U\nz,Z\n");
        Set<String> wanted = Set.of("b", "c d", "e&f", "ü", "z");
        List<JsonNode> levels = follow("/api/v1/levels?limit=1&location=cellar", part -> bookSome(part));
        assertTrue(new HashSet<>(texts(levels, "item")).containsAll(wanted), levels.toString());
        List<JsonNode> lots = follow("/api/v1/lots?limit=2", _ -> {});
        assertEquals(List.of("b", "c d", "e&f", "z", "ü"), texts(lots, "item"));
        List<JsonNode> items = follow("/api/v1/items?limit=2", _ -> {});
        assertEquals(List.of("b", "c d", "e&f", "z", "ü"), texts(items, "id"));
    }

    @Test
    void a_list_that_is_whole_has_no_link() throws Exception {
        book("1", "tea", "");
        book("2", "tea", "");
        assertTrue(site.get("/api/v1/movements?limit=2")
                .headers()
                .firstValue("Link")
                .isEmpty());
        assertTrue(site.get("/api/v1/movements?limit=1")
                .headers()
                .firstValue("Link")
                .isPresent());
        assertEquals(400, site.get("/api/v1/movements?limit=1001").statusCode());
    }

    @Test
    void lines_are_found_by_item_lot_location_and_time_and_one_by_its_id() throws Exception {
        book("till-7:1", "tea", ",\"lot\":\"A\",\"time\":\"2026-03-01T10:00:00Z\"");
        book("2", "tea", ",\"lot\":\"B\",\"time\":\"2026-03-02T10:00:00Z\"");
        book("3", "milk", ",\"time\":\"2026-03-03T10:00:00Z\"");
        assertEquals(List.of("till-7:1", "2"), found("item=tea"));
        assertEquals(List.of("2"), found("item=tea&lot=B"));
        assertEquals(List.of("2"), found("lot=B"));
        assertEquals(List.of(), found("item=tea&location=shop"));
        assertEquals(List.of("till-7:1", "2", "3"), found("location=cellar"));
        assertEquals(List.of("2"), found("from=2026-03-02T10:00:00Z&to=2026-03-03T10:00:00Z"));
        HttpResponse<String> one = site.get("/api/v1/movements/till-7:1");
        assertEquals(
                "till-7:1",
                mapper.readTree(one.body()).path("movement").path("id").asText());
        assertEquals(404, site.get("/api/v1/movements/none").statusCode());
    }

    private List<String> found(String query) throws Exception {
        return texts(follow("/api/v1/movements?" + query, _ -> {}), "movement", "id");
    }
}
