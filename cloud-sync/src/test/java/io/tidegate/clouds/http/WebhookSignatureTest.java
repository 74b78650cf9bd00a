package io.tidegate.clouds.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.tidegate.clouds.WebhookKey;
import io.tidegate.clouds.http.TestServer.Reply;
import io.tidegate.clouds.http.TestServer.Request;
import io.tidegate.net.Tls;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Origin;
import io.tidegate.site.HttpCloud;
import io.tidegate.site.HttpCloud.Format;
import io.tidegate.site.HttpLogin;
import io.tidegate.site.Secret;
import io.tidegate.site.SinkConfig.BatchLimits;
import io.tidegate.site.SinkConfig.Common;
import io.tidegate.sync.InMemoryOutbox;
import io.tidegate.sync.Rejected;
import io.tidegate.sync.Rejected.Proof;
import io.tidegate.sync.Settled;
import io.tidegate.sync.Sink;
import io.tidegate.testing.HandClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a receiver checks by Standard Webhooks. */
class WebhookSignatureTest {

    private static final String KEY = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final HttpLogin.Hmac LOGIN = new HttpLogin.Hmac(new Secret("${env:KEY}", "whsec_" + KEY));

    private final HandClock clock = new HandClock();
    private final InMemoryOutbox outbox = new InMemoryOutbox();

    private TestServer server;
    private Sink sink;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer();
        Common common = Common.of("lake", Duration.ofSeconds(20), BatchLimits.DEFAULT);
        sink = new HttpSink(
                new HttpCloud(common, server.url(), Format.JSON, LOGIN, Tls.STANDARD, true, Optional.empty()),
                new Origin("corner-shop", "gw.1"),
                "1.2.3",
                clock);
    }

    @AfterEach
    void stop() {
        sink.close();
        server.close();
    }

    @Test
    void the_published_example_comes_out() {
        assertEquals(
                "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                new WebhookKey(LOGIN.key())
                        .signature(
                                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                                "1614265330",
                                "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void a_delivery_is_signed_with_its_moment_under_an_id_that_stays_the_same() throws Exception {
        List<Entry> batch = outbox.withReadings(3, "fridge-1").entries();
        sink.deliver(batch, false);
        clock.pass(Duration.ofSeconds(30));
        sink.deliver(batch, false);
        List<Request> requests = server.requests();
        for (Request request : requests) {
            Map<String, String> headers = request.headers();
            String signed = headers.get("webhook-id") + "." + headers.get("webhook-timestamp") + "." + request.body();
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(KEY), "HmacSHA256"));
            byte[] expected = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
            assertEquals("v1," + Base64.getEncoder().encodeToString(expected), headers.get("webhook-signature"));
        }
        assertEquals("1795428000", requests.getFirst().headers().get("webhook-timestamp"));
        assertEquals("1795428030", requests.getLast().headers().get("webhook-timestamp"));
        String id = requests.getFirst().headers().get("webhook-id");
        assertEquals(id, requests.getLast().headers().get("webhook-id"));
        assertEquals(-1, id.indexOf('.'), "a full stop parts what is signed");
        sink.deliver(batch.subList(0, 2), false);
        assertNotEquals(id, server.requests().getLast().headers().get("webhook-id"));
    }

    @Test
    void a_receiver_that_answers_400_to_a_signature_proves_nothing_about_the_entries() throws Exception {
        server.answers(request -> new Reply(400, Map.of(), "Message timestamp too old"));
        Settled settled = sink.deliver(outbox.withReadings(2, "fridge-1").entries(), false);
        assertEquals(
                List.of(Proof.OTHERS_TAKEN, Proof.OTHERS_TAKEN),
                settled.rejected().stream().map(Rejected::proof).toList());
    }
}
