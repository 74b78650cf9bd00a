package io.tidegate.gateway.history;

import static io.tidegate.gateway.history.HistoryContract.START;
import static io.tidegate.gateway.history.HistoryContract.TEMPERATURE;
import static io.tidegate.gateway.history.HistoryContract.minutes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Origin;
import io.tidegate.site.HistorySettings;
import io.tidegate.site.Secret;
import io.tidegate.sync.Rejected;
import io.tidegate.sync.Sink;
import io.tidegate.sync.UnavailableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an InfluxDB 2.x is asked, in which form, and how its answers are taken: against a server that notes it down. */
class Influx2FormTest {

    private static final Origin ORIGIN = new Origin("corner-shop", "gw-1");

    private record Request(String method, String path, String query, String authorization, String body) {}

    private record Reply(int status, String body) {}

    private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());
    private final List<Reply> replies = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;
    private Sink sink;
    private History history;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        HistorySettings.Influx2 settings = new HistorySettings.Influx2(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                "corner shop",
                "tidegate",
                new Secret("${env:TOKEN}", "s3cret"));
        sink = InfluxHistory.sink(settings, ORIGIN);
        history = InfluxHistory.of(settings, ORIGIN);
    }

    @AfterEach
    void stop() {
        sink.close();
        history.close();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.add(new Request(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    String.valueOf(exchange.getRequestURI().getQuery()),
                    exchange.getRequestHeaders().getFirst("Authorization"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            Reply reply = replies.isEmpty() ? new Reply(204, "") : replies.removeFirst();
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            if (reply.status == 503) {
                exchange.getResponseHeaders().add("Retry-After", "17");
            }
            byte[] body = reply.body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static List<Entry> entries(int count) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            entries.add(new Entry(i, Instant.now(), HistoryContract.temperature(START, i)));
        }
        return entries;
    }

    @Test
    void a_batch_is_written_with_organisation_bucket_precision_and_token() throws Exception {
        assertEquals(List.of(), sink.deliver(entries(2), false).rejected());
        Request request = requests.getFirst();
        assertEquals("POST /api/v2/write", request.method + " " + request.path);
        assertEquals(
                List.of("bucket=tidegate", "org=corner shop", "precision=ns"),
                List.of(request.query.split("&")).stream().sorted().toList());
        assertEquals("Token s3cret", request.authorization);
        String time = String.valueOf(START.toEpochMilli());
        assertEquals("""
                reading,device=fridge-2,gateway=gw-1,site=corner-shop,type=number temperature=1.0 %1$s000001
                reading,device=fridge-2,gateway=gw-1,site=corner-shop,type=number temperature=2.0 %1$s000002""".formatted(time), request.body);
    }

    @Test
    void a_question_names_the_bucket_as_database() throws Exception {
        replies.add(new Reply(200, """
                {"results":[{"statement_id":0,"series":[{"name":"reading","columns":["time","min","mean","max","count","last"],
                "values":[[%s000000,1,1.5,2,2,2]]}]}]}""".formatted(START.toEpochMilli())));
        assertEquals(
                List.of(new Point(START, 1, 1.5, 2, 2, 2)),
                history.course(TEMPERATURE, minutes(1), Steps.MINUTE).points());
        Request request = requests.getFirst();
        assertEquals("POST /query", request.method + " " + request.path);
        assertTrue(request.query.contains("db=tidegate") && request.query.contains("epoch=n"), request.query);
        assertEquals("Token s3cret", request.authorization);
        String asked = URLDecoder.decode(request.query + request.body, StandardCharsets.UTF_8);
        assertTrue(asked.contains("GROUP BY time(60s) fill(none)"), asked);
    }

    @Test
    void a_moment_that_is_being_written_is_told_when_it_is_whole() throws Exception {
        String at = START.toEpochMilli() + "000000";
        replies.add(new Reply(200, """
                {"results":[{"statement_id":0,"series":[{"name":"reading","columns":["time","min","mean","max","count","last"],
                "values":[[%s,1,1.5,2,2,2],[60,3,null,3,null,3]]}]}]}""".formatted(at)));
        replies.add(new Reply(200, "{\"results\":[{\"statement_id\":0}]}"));
        replies.add(new Reply(200, """
                name,tags,time,min,mean,max,count,last
                reading,,%s,1,1.5,2,2,2
                reading,,60,3,,3,,3
                """.formatted(at)));
        assertEquals(
                List.of(new Point(START, 1, 1.5, 2, 2, 2)),
                history.course(TEMPERATURE, minutes(1), Steps.MINUTE).points());
    }

    @Test
    void an_error_within_an_answer_is_no_empty_answer() {
        String error = "{\"results\":[{\"statement_id\":0,\"error\":\"query-timeout limit exceeded\"}]}";
        replies.addAll(List.of(new Reply(200, error), new Reply(200, error), new Reply(200, error)));
        IOException course =
                assertThrows(IOException.class, () -> history.course(TEMPERATURE, minutes(1), Steps.MINUTE));
        assertTrue(String.valueOf(course.getMessage()).contains("query-timeout limit exceeded"), course.getMessage());
        assertThrows(IOException.class, () -> history.values(TEMPERATURE, minutes(1), 1));
        assertThrows(IOException.class, () -> history.series());
    }

    @Test
    void a_point_that_it_cannot_process_is_rejected_alone() throws Exception {
        String partial =
                "{\"code\":\"unprocessable entity\",\"message\":\"failure writing points to database: partial write: field type conflict\"}";
        replies.addAll(List.of(new Reply(422, partial), new Reply(204, ""), new Reply(422, partial)));
        assertEquals(
                List.of(2L),
                sink.deliver(entries(2), false).rejected().stream()
                        .map(Rejected::position)
                        .toList());
    }

    @Test
    void a_missing_bucket_is_not_made_and_said() {
        replies.add(new Reply(404, "{\"code\":\"not found\",\"message\":\"bucket \\\"tidegate\\\" not found\"}"));
        UnavailableException e = assertThrows(UnavailableException.class, () -> sink.deliver(entries(1), false));
        assertTrue(String.valueOf(e.getMessage()).contains("make it, or check its name"), e.getMessage());
        assertEquals(1, requests.size());
    }

    @Test
    void a_wrong_token_is_said_and_never_shown() {
        replies.add(new Reply(401, "{\"code\":\"unauthorized\",\"message\":\"unauthorized access\"}"));
        UnavailableException e = assertThrows(UnavailableException.class, () -> sink.deliver(entries(1), false));
        assertTrue(String.valueOf(e.getMessage()).contains("check username and password, or the token"));
        assertTrue(!String.valueOf(e.getMessage()).contains("s3cret"));
    }

    @Test
    void when_it_asks_for_patience_it_gets_it() {
        replies.add(new Reply(503, "{\"code\":\"unavailable\",\"message\":\"busy\"}"));
        UnavailableException e = assertThrows(UnavailableException.class, () -> sink.deliver(entries(1), false));
        assertEquals(Optional.of(Duration.ofSeconds(17)), e.retryAfter());
    }

    @Test
    void what_is_nobody_s_fault_rejects_nothing() {
        replies.add(new Reply(400, "{\"code\":\"invalid\",\"message\":\"no such thing here\"}"));
        assertThrows(UnavailableException.class, () -> sink.deliver(entries(3), false));
    }
}
