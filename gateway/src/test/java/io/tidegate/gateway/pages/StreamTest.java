package io.tidegate.gateway.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.testing.Awaiting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What changes in the stock is told once, and all of it. */
class StreamTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path root;

    private final ObjectMapper mapper = new ObjectMapper();

    /** Books lines with these numbers. */
    private static void book(WebSite site, int from, int to) throws Exception {
        String lines = IntStream.range(from, to).mapToObj("""
                        {"id":"m-%d","kind":"receive","item":"tea","quantity":1,"to":"cellar"}"""::formatted).collect(Collectors.joining(",", "[", "]"));
        var answer = site.book(lines);
        assertEquals(201, answer.statusCode(), answer.body());
    }

    private List<String> ids(List<String> movements) throws Exception {
        List<String> ids = new ArrayList<>();
        for (String movement : movements) {
            ids.add(mapper.readTree(movement).path("movement").path("id").asText());
        }
        return ids;
    }

    private static List<String> wanted(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "m-" + i).toList();
    }

    private static void await(String what, Callable<Boolean> condition) {
        Awaiting.until(what, PATIENCE, condition);
    }

    @Test
    void movements_levels_items_lots_and_proposals_are_told() throws Exception {
        try (WebSite site = new WebSite(root);
                StreamClient client = new StreamClient(site, "", "").listen().awaitWelcome()) {
            String item = "{\"name\":\"Tea\",\"minimum\":30}";
            for (String path : List.of("/api/v1/items/tea", "/api/v1/items/salt")) {
                assertEquals(
                        201,
                        site.put(path, item, "Content-Type", "application/json").statusCode());
            }
            String line = """
                    {"id":"1","kind":"receive","item":"tea","quantity":2,"to":"cellar","lot":"A","expiry":"2027-01-31"}""";
            var booked = site.book(line);
            assertEquals(201, booked.statusCode(), booked.body());
            site.post("/api/v1/proposals", "");
            for (String kind : List.of("movement", "level", "item", "lot", "proposal")) {
                await(kind + " is told", () -> !client.dataOf(kind).isEmpty());
            }
            assertEquals(List.of("{\"item\":\"tea\",\"lot\":\"A\",\"expiry\":\"2027-01-31\"}"), client.dataOf("lot"));
            assertTrue(client.dataOf("item").getFirst().contains("\"name\":\"Tea\""));
            assertTrue(client.dataOf("level").getFirst().contains("\"quantity\":2"));
            String id = mapper.readTree(client.dataOf("proposal").getFirst())
                    .path("id")
                    .asText();
            site.post("/api/v1/proposals/" + id, "{\"decision\":\"ignore\"}", "Content-Type", "application/json");
            await(
                    "the decision is told",
                    () -> client.dataOf("proposal").stream().anyMatch(told -> told.contains("\"state\":\"ignored\"")));
        }
    }

    @Test
    void only_the_kinds_that_are_asked_for_are_told() throws Exception {
        try (WebSite site = new WebSite(root);
                StreamClient client =
                        new StreamClient(site, "?kinds=level,item", "").listen().awaitWelcome()) {
            book(site, 0, 3);
            await("the level is told", () -> !client.dataOf("level").isEmpty());
            assertEquals(List.of(), client.dataOf("movement"));
            assertEquals(400, site.get("/api/v1/stream?kinds=level,price").statusCode());
        }
    }

    @Test
    void who_comes_again_goes_on_where_it_was_also_after_a_restart() throws Exception {
        List<String> seen = new ArrayList<>();
        String last;
        try (WebSite site = new WebSite(root);
                StreamClient client =
                        new StreamClient(site, "?kinds=movement", "").listen().awaitWelcome()) {
            book(site, 0, 20);
            await("twenty are told", () -> client.events.size() == 20);
            // As if the line had broken in the middle.
            StreamClient.Event middle = client.events.get(11);
            seen.addAll(ids(client.dataOf("movement").subList(0, 12)));
            last = middle.id();
        }
        try (WebSite site = new WebSite(root)) {
            book(site, 20, 40);
            site.reading("fridge", "temperature", 3.0);
            try (StreamClient client = new StreamClient(site, "?kinds=movement", last).listen()) {
                book(site, 40, 60);
                await("the rest is told", () -> client.events.size() >= 48);
                seen.addAll(ids(client.dataOf("movement")));
            }
        }
        assertEquals(wanted(0, 60), seen);
    }

    @Test
    void nothing_is_lost_or_told_twice_to_who_breaks_off_again_and_again() throws Exception {
        List<String> seen = new ArrayList<>();
        try (WebSite site = new WebSite(root)) {
            String last;
            try (StreamClient first = new StreamClient(site, "", "").listen().awaitWelcome()) {
                last = first.lastId();
            }
            for (int round = 0; round < 12; round++) {
                int booked = round * 25;
                book(site, booked, booked + 10);
                site.reading("fridge", "temperature", (double) round);
                try (StreamClient client = new StreamClient(site, "", last).listen()) {
                    book(site, booked + 10, booked + 25);
                    int some = 1 + round % 4;
                    await("some are told", () -> client.dataOf("movement").size() >= some);
                    List<StreamClient.Event> told = List.copyOf(client.events);
                    seen.addAll(ids(told.stream()
                            .filter(event -> event.kind().equals("movement"))
                            .map(StreamClient.Event::data)
                            .toList()));
                    last = told.getLast().id();
                }
            }
            try (StreamClient client = new StreamClient(site, "", last).listen()) {
                int missing = 300 - seen.size();
                await("the rest is told", () -> client.dataOf("movement").size() >= missing);
                seen.addAll(ids(client.dataOf("movement")));
            }
        }
        assertEquals(wanted(0, 300), seen);
    }

    @Test
    void who_does_not_read_is_let_go_of_and_then_told_all_that_it_missed() throws Exception {
        int lines = 20_000;
        try (WebSite site = new WebSite(root)) {
            List<String> seen = new ArrayList<>();
            String last;
            try (StreamClient quick = new StreamClient(site, "?kinds=movement", "")
                            .listen()
                            .awaitWelcome();
                    StreamClient slow = new StreamClient(site, "?kinds=movement", quick.lastId())) {
                last = quick.lastId();
                for (int from = 0; from < lines; from += 5_000) {
                    book(site, from, from + 5_000);
                }
                await("the other one is told all", () -> quick.events.size() >= lines);
                assertEquals(lines, quick.events.size());
                await("the slow one is let go of", () -> site.web.streams() == 1);
                slow.listen();
                await("it hears of it", slow::ended);
                assertTrue(slow.events.size() < lines, "it was not told all");
                seen.addAll(ids(slow.dataOf("movement")));
                last = slow.events.isEmpty() ? last : slow.events.getLast().id();
            }
            try (StreamClient again = new StreamClient(site, "?kinds=movement", last).listen()) {
                int missing = lines - seen.size();
                await("the rest is told", () -> again.events.size() >= missing);
                seen.addAll(ids(again.dataOf("movement")));
            }
            assertEquals(wanted(0, lines), seen);
        }
    }

    @Test
    void who_cannot_be_told_all_is_told_that() throws Exception {
        try (WebSite site = new WebSite(root)) {
            book(site, 0, 3);
            for (String unknown : List.of("12345678.1.0.0", "garbled", "00000000.999.0.0")) {
                try (StreamClient client = new StreamClient(site, "", unknown).listen()) {
                    await("it is told", () -> !client.dataOf("lost").isEmpty());
                }
            }
        }
    }

    @Test
    void one_more_than_can_be_served_is_told_to_come_later() throws Exception {
        try (WebSite site = new WebSite(root)) {
            List<StreamClient> clients = new ArrayList<>();
            try {
                for (int i = 0; i < 16; i++) {
                    clients.add(new StreamClient(site, "", "").listen().awaitWelcome());
                }
                var answer = site.get("/api/v1/stream");
                assertEquals(503, answer.statusCode());
                assertTrue(answer.headers().firstValue("Retry-After").isPresent());
            } finally {
                for (StreamClient client : clients) {
                    client.close();
                }
            }
            await("there is room again", () -> site.web.streams() == 0);
        }
    }
}
