package io.tidegate.clouds.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import io.tidegate.clouds.http.HttpPlace;
import io.tidegate.net.Tls;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Origin;
import io.tidegate.site.S3Cloud;
import io.tidegate.site.Secret;
import io.tidegate.site.SinkConfig.Common;
import io.tidegate.sync.Courier;
import io.tidegate.sync.InMemoryOutbox;
import io.tidegate.sync.Sink;
import io.tidegate.sync.UnavailableException;
import io.tidegate.testing.Awaiting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What answers mean that the real server of these tests does not give. */
class S3AnswersTest {

    private static final String NOT_YET =
            "<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message>" + "</Error>";

    private final List<Entry> batch =
            new InMemoryOutbox().withReadings(2, "fridge-1").entries();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private HttpPlace<String> place;
    private volatile int status;
    private volatile Map<String, String> headers = Map.of();
    private volatile String body = "";

    /** What happens after the first answer. */
    private volatile Runnable rest = () -> {};

    @BeforeEach
    void start_server() throws IOException {
        place = new HttpPlace<>("/", exchange -> exchange.getRequestURI().toString(), this::answer);
    }

    @AfterEach
    void stop_server() {
        place.close();
    }

    private void answer(HttpExchange exchange, String address) throws IOException {
        exchange.getRequestBody().readAllBytes();
        requests.add(exchange.getRequestMethod() + " " + address);
        headers.forEach(exchange.getResponseHeaders()::set);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        rest.run();
    }

    private void answers(int newStatus, Map<String, String> newHeaders, String newBody) {
        status = newStatus;
        headers = newHeaders;
        body = newBody;
    }

    private Sink open() {
        S3Cloud config = new S3Cloud(
                Common.of("archive", Duration.ofSeconds(20), S3Cloud.BATCH),
                place.url(),
                "shops",
                "a b/{hour}",
                "us-east-1",
                new Secret("${env:ID}", "AKIA1"),
                new Secret("${env:KEY}", "s3cret"),
                true,
                Tls.STANDARD,
                Duration.ofMinutes(5));
        return new S3Sink(config, new Origin("corner-shop", "gw-1"), "1.2.3", Clock.systemUTC());
    }

    private UnavailableException refusal() {
        try (Sink sink = open()) {
            return assertThrows(UnavailableException.class, () -> sink.deliver(batch, false));
        }
    }

    @Test
    void an_object_with_a_tag_is_there() throws Exception {
        answers(200, Map.of("ETag", "\"b1946ac92492d2347c6235b4d2611184\""), "");
        try (Sink sink = open()) {
            assertEquals(2, sink.deliver(batch, false).count());
        }
        assertTrue(requests.getFirst().startsWith("PUT /shops/a%20b/10/corner-shop-gw-1-2026"), requests.getFirst());
    }

    @Test
    void what_it_has_of_a_batch_that_is_broken_off_does_not_come_again() {
        InMemoryOutbox outbox = new InMemoryOutbox();
        for (int hour = 9; hour < 12; hour++) {
            Instant at = Instant.parse("2026-11-29T%02d:00:00Z".formatted(hour));
            outbox.withRecorded(at, new Observation.Fault(new DeviceId("fridge-1"), at, "no answer"));
        }
        answers(200, Map.of("ETag", "\"1\""), "");
        rest = () -> {
            if (requests.size() == 1) {
                answers(503, Map.of(), NOT_YET);
            } else if (requests.size() == 2) {
                answers(200, Map.of("ETag", "\"1\""), "");
            }
        };
        Courier.Duty duty = new Courier.Duty("archive", "s3", "test", S3Cloud.BATCH, false);
        try (Courier _ = Courier.start(duty, open(), outbox, Clock.systemUTC())) {
            Awaiting.until("all is delivered", () -> outbox.backlog() == 0);
        }
        assertEquals(
                List.of("09", "10", "10", "11"),
                requests.stream()
                        .map(each -> each.replaceFirst("^PUT /shops/a%20b/(\\d\\d)/.*$", "$1"))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "OK", "{}", "<html>Welcome to Cafe Wifi", "<ListBucketResult/>"})
    void who_gives_no_tag_to_an_object_has_not_taken_it_whatever_it_says(String said) {
        answers(200, Map.of("Content-Type", "text/html"), said);
        assertTrue(
                refusal().getMessage().startsWith("127.0.0.1 answers, but not as S3 does (HTTP 200"),
                refusal().getMessage());
    }

    @Test
    void a_log_in_page_is_not_asked_for_either() {
        answers(200, Map.of(), "<html>Welcome to Cafe Wifi");
        try (Sink sink = open()) {
            String words = assertThrows(UnavailableException.class, sink::probe).getMessage();
            assertTrue(words.contains("not as S3 does"), words);
        }
    }

    @ParameterizedTest
    @CsvSource({"503, 7", "429, 7", "503, ''"})
    void a_server_that_wants_less_is_left_alone_for_as_long_as_it_says(int code, String retryAfter) {
        answers(code, retryAfter.isEmpty() ? Map.of() : Map.of("Retry-After", retryAfter), NOT_YET);
        UnavailableException away = refusal();
        assertEquals("127.0.0.1 cannot take data now (SlowDown: Please reduce your request rate.)", away.getMessage());
        assertEquals(retryAfter.isEmpty() ? Optional.empty() : Optional.of(Duration.ofSeconds(7)), away.retryAfter());
        assertEquals(1, requests.size(), "it does not retry");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400|<Error><Code>AuthorizationHeaderMalformed</Code><Message>expecting 'eu-west-1'</Message>"
                        + "<Region>eu-west-1</Region></Error>|''",
                "301|<Error><Code>PermanentRedirect</Code><Message>Use the endpoint.</Message>"
                        + "<Endpoint>shops.s3.eu-west-1.amazonaws.com</Endpoint></Error>|eu-west-1",
                "400|<Error><Code>IllegalLocationConstraintException</Code></Error>|eu-west-1"
            })
    void another_region_is_named(int code, String said, String header) {
        answers(code, header.isEmpty() ? Map.of() : Map.of("x-amz-bucket-region", header), said);
        String words = refusal().getMessage();
        assertTrue(words.startsWith("the bucket 'shops' is in the region eu-west-1 ("), words);
        assertTrue(words.endsWith("): write it as region of this sink, and the url of that region"), words);
        assertEquals(1, requests.size(), "it does not follow");
    }

    @Test
    void a_place_that_is_named_instead_of_a_region_is_told() {
        answers(301, Map.of(), "<Error><Code>PermanentRedirect</Code><Endpoint>s3.example.com</Endpoint></Error>");
        assertEquals(
                "the bucket 'shops' is at s3.example.com (PermanentRedirect): write url and region of that place for this"
                        + " sink",
                refusal().getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "403|AccessDenied|127.0.0.1 does not let us write to the bucket 'shops' (AccessDenied: no): give the key of"
                        + " this sink the right to it (s3:PutObject)",
                "400|EntityTooLarge|127.0.0.1 does not take objects so large (EntityTooLarge: no): write smaller"
                        + " batch.bytes for this sink",
                "500|InternalError|127.0.0.1 cannot take data now (InternalError: no)",
                "400|BadDigest|127.0.0.1 did not take an object (BadDigest: no): check this sink in the site file, and its"
                        + " bucket"
            })
    void what_it_says_is_told_with_what_to_do_and_no_entry_is_to_blame(int code, String name, String words) {
        answers(code, Map.of(), "<Error><Code>" + name + "</Code><Message>no</Message></Error>");
        assertEquals(words, refusal().getMessage());
    }

    @Test
    void who_may_only_write_is_believed_once_it_has_written() throws Exception {
        try (Sink sink = open()) {
            answers(403, Map.of(), "<Error><Code>AccessDenied</Code></Error>");
            String words = assertThrows(UnavailableException.class, sink::probe).getMessage();
            assertTrue(words.contains("only a delivery shows"), words);
            answers(200, Map.of("ETag", "\"1\""), "");
            sink.deliver(batch, false);
            answers(403, Map.of(), "<Error><Code>AccessDenied</Code></Error>");
            sink.probe();
            assertThrows(UnavailableException.class, () -> sink.deliver(batch, false));
            assertThrows(UnavailableException.class, sink::probe);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/hostname\">]><Error><Code>&b;</Code></Error>",
                "<!DOCTYPE a [<!ENTITY b \"bbbbbbbbbb\"><!ENTITY c \"&b;&b;&b;&b;\">]><Error><Code>&c;&c;</Code></Error>",
                "<Error><Code>",
                "<Error>",
                "<<<"
            })
    void what_is_no_answer_of_s3_is_a_strangers_and_fetches_nothing(String said) {
        answers(400, Map.of(), said);
        assertTrue(refusal().getMessage().contains("not as S3 does"), refusal().getMessage());
    }

    @Test
    void a_long_answer_is_read_as_far_as_it_matters_and_our_key_is_not_repeated() {
        answers(
                403,
                Map.of(),
                "<?xml version=\"1.0\"?><Error><Code>SignatureDoesNotMatch</Code><Message>AKIA1 s3cret</Message>"
                        + "<StringToSignBytes>" + "41 ".repeat(100_000) + "</StringToSignBytes></Error>");
        String words = refusal().getMessage();
        assertTrue(words.contains("(SignatureDoesNotMatch: *** ***)"), words);
        assertFalse(words.contains("41"), words);
    }
}
