package io.tidegate.clouds.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tidegate.clouds.WebhookKey;
import io.tidegate.net.Tls;
import io.tidegate.observation.Origin;
import io.tidegate.site.CommandDoor;
import io.tidegate.site.CommandRights;
import io.tidegate.site.HttpCloud;
import io.tidegate.site.HttpCloud.Format;
import io.tidegate.site.HttpLogin;
import io.tidegate.site.Secret;
import io.tidegate.site.SinkConfig.BatchLimits;
import io.tidegate.site.SinkConfig.Common;
import io.tidegate.sync.HandDesk;
import io.tidegate.sync.InMemoryOutbox;
import io.tidegate.testing.Awaiting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a real server that keeps each question until the test has an answer. */
class HttpCommandsTest {

    private static final Secret KEY = new Secret("${env:KEY}", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    private record Reply(int status, String body, Map<String, String> headers) {
        static Reply of(String body) {
            return new Reply(body.isEmpty() ? 204 : 200, body, Map.of());
        }
    }

    private final HandDesk desk = new HandDesk();
    private final BlockingQueue<Reply> replies = new LinkedBlockingQueue<>();
    private final List<String> questions = new CopyOnWriteArrayList<>();
    private final List<String> prefers = new CopyOnWriteArrayList<>();
    private final List<String> logins = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/ingest", exchange -> reply(exchange, Reply.of("")));
        server.createContext("/commands", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        desk.open();
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        prefers.add(String.valueOf(exchange.getRequestHeaders().getFirst("Prefer")));
        logins.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        questions.add(String.valueOf(exchange.getRequestURI().getRawQuery()));
        try {
            reply(exchange, replies.take());
        } catch (InterruptedException stopped) {
            exchange.close();
        }
    }

    private static void reply(HttpExchange exchange, Reply reply) throws IOException {
        byte[] body = reply.body.getBytes(StandardCharsets.UTF_8);
        reply.headers.forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(reply.status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private HttpCloud cloud(HttpLogin login) {
        URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new HttpCloud(
                Common.of("lake", Duration.ofSeconds(20), BatchLimits.DEFAULT),
                base.resolve("/ingest"),
                Format.JSON,
                login,
                Tls.STANDARD,
                true,
                Optional.of(new CommandDoor.Http(
                        base.resolve("/commands?site=shop"), CommandRights.toSwitch(List.of("fan")))));
    }

    private HttpSink open(HttpLogin login) {
        return new HttpSink(cloud(login), new Origin("corner-shop", "gw-1"), "1.2.3", Clock.systemUTC(), desk);
    }

    private void awaitQuestions(int count) {
        Awaiting.until("question " + count, () -> questions.size() >= count);
    }

    private void awaitTrouble(String words) {
        Awaiting.until(
                words + ", not " + desk.trouble, () -> desk.trouble.orElse("").contains(words));
    }

    @Test
    void commands_come_in_at_once_and_the_next_question_says_which_are_on_disk() {
        try (HttpSink _ = open(new HttpLogin.Bearer(new Secret("${env:T}", "t0ken")))) {
            awaitQuestions(1);
            replies.add(Reply.of("[{\"id\":\"a\"}, {\"id\":\"b/ü\"},7]"));
            awaitQuestions(2);
            assertEquals(List.of("{\"id\":\"a\"}", "{\"id\":\"b/ü\"}", "7"), desk.texts());
            assertEquals("/commands", desk.received.getFirst().place());
            assertEquals(List.of("site=shop", "site=shop&after=b%2F%C3%BC"), questions);
            assertEquals(List.of("wait=30", "wait=30"), prefers);
            assertEquals(List.of("Bearer t0ken", "Bearer t0ken"), logins);
            assertEquals(Optional.empty(), desk.trouble);
        }
    }

    @Test
    void nothing_is_said_to_be_on_disk_before_it_is_and_deliveries_go_on() throws Exception {
        try (HttpSink sink = open(new HttpLogin.None())) {
            desk.shut();
            replies.add(Reply.of("[{\"id\":\"a\"}]"));
            Awaiting.until("it has come", () -> desk.received.size() == 1);
            sink.deliver(new InMemoryOutbox().withReadings(3, "fridge").entries(), false);
            assertEquals(1, questions.size());
            desk.open();
            awaitQuestions(2);
            assertEquals("site=shop&after=a", questions.getLast());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "503 | busy                | cannot take data now (HTTP 503: busy)",
                "200 | <html>log in</html> | answered with a web page",
                "200 | {\"id\":\"a\"}        | answers with no list of commands. This is no JSON array",
                "401 |                     | does not let us in",
                "200 | LARGE               | answers with more than 524288 bytes"
            })
    void a_server_that_is_away_or_answers_nonsense_is_asked_again_and_people_are_told(
            int status, String body, String words) {
        try (HttpSink _ = open(new HttpLogin.None())) {
            String text = body == null ? "" : body.replace("LARGE", "[\"" + "x".repeat(600_000) + "\"]");
            replies.add(new Reply(status, text, Map.of()));
            awaitTrouble(words);
            assertEquals(List.of(), desk.received);
            replies.add(Reply.of("[{\"id\":\"a\"}]"));
            Awaiting.until("it has come", () -> desk.received.size() == 1);
            Awaiting.until("the trouble is over", () -> desk.trouble.isEmpty());
        }
    }

    @Test
    void a_server_that_tells_the_same_for_ever_fills_no_disk() {
        try (HttpSink _ = open(new HttpLogin.None())) {
            for (int i = 0; i < 3; i++) {
                replies.add(Reply.of("[{\"no\":\"id\"}]"));
            }
            awaitTrouble("tells the same again");
            awaitQuestions(4);
            assertEquals(1, desk.received.size());
        }
    }

    @Test
    void one_that_keeps_no_question_is_not_asked_without_a_pause() throws Exception {
        try (HttpCommands commands = HttpCommands.stepwise(
                        cloud(new HttpLogin.None()), "1.2.3", Clock.systemUTC(), desk)
                .orElseThrow()) {
            for (String nothing : List.of("[]", "")) {
                replies.add(Reply.of(nothing));
                assertEquals(HttpCommands.PAUSE, commands.step());
            }
            assertEquals(Optional.empty(), desk.trouble);
            replies.add(Reply.of("[{\"id\":\"a\"}]"));
            assertEquals(Duration.ZERO, commands.step(), "there may be more");
            assertEquals(List.of("{\"id\":\"a\"}"), desk.texts());
        }
    }

    @Test
    void where_requests_are_signed_the_answer_must_be_too() {
        try (HttpSink _ = open(new HttpLogin.Hmac(KEY))) {
            replies.add(Reply.of("[{\"id\":\"a\"}]"));
            awaitTrouble("is not believed: it is not signed");
            String body = "[{\"id\":\"b\"}]";
            String seconds = String.valueOf(Instant.now().getEpochSecond());
            String signature = new WebhookKey(KEY).signature("m-1", seconds, body.getBytes(StandardCharsets.UTF_8));
            replies.add(new Reply(
                    200,
                    body,
                    Map.of(WebhookKey.ID, "m-1", WebhookKey.TIMESTAMP, seconds, WebhookKey.SIGNATURE, signature)));
            desk.awaitTexts("{\"id\":\"b\"}");
            assertTrue(questions.size() >= 2);
        }
    }
}
