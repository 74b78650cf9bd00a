package io.tidegate.clouds.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tidegate.net.Tls;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Entry;
import io.tidegate.observation.EntryJson;
import io.tidegate.observation.Observation;
import io.tidegate.site.S3Cloud;
import io.tidegate.site.Secret;
import io.tidegate.site.SinkConfig.Common;
import io.tidegate.sync.Sink;
import io.tidegate.sync.UnavailableException;
import io.tidegate.sync.UnrefusingContract;
import io.tidegate.testing.Line;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract at a real server, one for the class, with a new bucket for each test: a place that refuses no entry. */
class S3SinkTest extends UnrefusingContract {

    @TempDir
    static Path folder;

    private static Line line;
    private static S3Server server;
    private static int buckets;

    private String bucket;
    private BucketBehindALine place;

    @BeforeAll
    static void start_server() throws Exception {
        server = new S3Server(folder);
        line = new Line(server.port());
    }

    @AfterAll
    static void stop_server() throws Exception {
        line.close();
        server.close();
    }

    @BeforeEach
    void make_bucket() throws Exception {
        buckets++;
        bucket = "shops-" + buckets;
        server.makeBucket(bucket);
        place = new BucketBehindALine(line, server, bucket);
    }

    @AfterEach
    void let_all_end() {
        place.comeBack();
        place.speakAgain();
    }

    @Override
    protected Place place() {
        return place;
    }

    @Override
    protected Sink open() {
        return open(bucket, S3Server.ACCESS_KEY, S3Server.SECRET_KEY, Clock.systemUTC());
    }

    private Sink open(String bucket, String accessKey, String secretKey, Clock clock) {
        S3Cloud config = new S3Cloud(
                Common.of("archive", timeout, BATCH),
                URI.create("http://127.0.0.1:" + line.port()),
                bucket,
                S3Cloud.PREFIX,
                "eu-central-1",
                new Secret("${env:ID}", accessKey),
                new Secret("${env:KEY}", secretKey),
                true,
                Tls.STANDARD,
                Duration.ofMinutes(5));
        return new S3Sink(config, ORIGIN, "1.2.3", clock);
    }

    /** One each of these moments, at positions from 1. */
    private static List<Entry> recorded(String... moments) {
        List<Entry> entries = new ArrayList<>();
        for (String moment : moments) {
            Instant at = Instant.parse(moment);
            entries.add(new Entry(
                    entries.size() + 1, at, new Observation.Fault(new DeviceId("fridge-1"), at, "no answer")));
        }
        return entries;
    }

    @Test
    void an_object_holds_lines_of_one_hour_and_its_key_tells_which_in_the_order_of_recording() throws Exception {
        List<Entry> batch = recorded(
                "2026-11-29T09:59:59.999Z", "2026-11-29T10:00:00Z", "2026-11-29T10:59:59Z", "2026-11-30T00:00:00Z");
        try (Sink sink = open()) {
            assertEquals(4, sink.deliver(batch, false).count());
        }
        String begin = "tidegate/site=corner-shop/gateway=gw-1/date=";
        List<String> keys = List.of(
                begin + "2026-11-29/hour=09/corner-shop-gw-1-2026-11-29T09-000000000001-000000000001.ndjson.gz",
                begin + "2026-11-29/hour=10/corner-shop-gw-1-2026-11-29T10-000000000002-000000000003.ndjson.gz",
                begin + "2026-11-30/hour=00/corner-shop-gw-1-2026-11-30T00-000000000004-000000000004.ndjson.gz");
        assertEquals(keys, server.keys(bucket).stream().sorted().toList());
        assertEquals(
                batch.subList(1, 3).stream()
                        .map(entry -> new String(EntryJson.object(ORIGIN, entry), UTF_8))
                        .toList(),
                server.lines(bucket, keys.get(1)));
    }

    @Test
    void the_same_entries_once_more_replace_themselves() throws Exception {
        List<Entry> batch = outbox.withReadings(3, "fridge-1").entries();
        for (int round = 0; round < 2; round++) {
            try (Sink sink = open()) {
                sink.deliver(batch, false);
            }
        }
        assertEquals(ids(1, 3), place.arrived());
    }

    private String refusal(Sink sink) {
        List<Entry> batch = outbox.withReadings(1, "fridge-1").entries();
        try (sink) {
            String words = assertThrows(UnavailableException.class, () -> sink.deliver(batch, false))
                    .getMessage();
            String asked = assertThrows(UnavailableException.class, sink::probe).getMessage();
            assertEquals(words, asked, "the question has the same answer");
            assertFalse(words.contains("s3cret"), words);
            return words;
        }
    }

    @Test
    void a_wrong_key_is_told() {
        assertEquals(
                "127.0.0.1 does not know the key of this sink (InvalidAccessKeyId: Forbidden): check accessKey",
                refusal(open(bucket, "shop-2", S3Server.SECRET_KEY, Clock.systemUTC())));
        assertEquals(
                "127.0.0.1 does not accept our signature (SignatureDoesNotMatch: The request signature we calculated does"
                        + " not match the signature you provided. Check your key and signing method.): check secretKey"
                        + " and region of this sink",
                refusal(open(bucket, S3Server.ACCESS_KEY, "s3cret-other", Clock.systemUTC())));
    }

    @Test
    void a_missing_bucket_is_told_and_none_is_made() {
        assertEquals(
                "127.0.0.1 has no bucket 'none-" + buckets
                        + "' (NoSuchBucket: The specified bucket does not exist): make it there, or check bucket and url",
                refusal(open("none-" + buckets, S3Server.ACCESS_KEY, S3Server.SECRET_KEY, Clock.systemUTC())));
    }

    @Test
    void a_clock_that_is_wrong_by_an_hour_is_told() {
        Clock late = Clock.offset(Clock.systemUTC(), Duration.ofHours(-1));
        assertEquals(
                "127.0.0.1 does not believe the gateway's clock (RequestTimeTooSkewed: Forbidden): set the clock, or give"
                        + " the gateway a time server",
                refusal(open(bucket, S3Server.ACCESS_KEY, S3Server.SECRET_KEY, late)));
    }

    @Test
    void asking_whether_it_is_there_changes_nothing() throws Exception {
        try (Sink sink = open()) {
            sink.probe();
        }
        assertEquals(List.of(), server.keys(bucket));
    }
}
