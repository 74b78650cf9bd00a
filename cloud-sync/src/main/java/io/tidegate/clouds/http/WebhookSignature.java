package io.tidegate.clouds.http;

import io.tidegate.site.HttpLogin;
import io.tidegate.sync.Rejected.Proof;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs each request with a key that both ends have (Standard Webhooks 1.0, HMAC-SHA256). The body is signed as it is
 * before compression: that is what a receiver has whose framework unpacks it first.
 */
final class WebhookSignature implements Login {

    /** Before the Base64 of a key. */
    private static final String PREFIX = "whsec_";

    private static final String ALGORITHM = "HmacSHA256";
    private static final int BAD_REQUEST = 400;

    private final SecretKeySpec key;
    private final Clock clock;

    WebhookSignature(HttpLogin.Hmac config, Clock clock) {
        this.key = new SecretKeySpec(
                Base64.getDecoder().decode(config.key().reveal().substring(PREFIX.length())), ALGORITHM);
        this.clock = clock;
    }

    @Override
    public void sign(HttpRequest.Builder request, String key, byte[] body) {
        // What is signed is parted by full stops, so that there must be none in an id.
        String id = key.replace('.', '_');
        long seconds = clock.instant().getEpochSecond();
        request.header("webhook-id", id)
                .header("webhook-timestamp", String.valueOf(seconds))
                .header("webhook-signature", "v1," + signature(id, seconds, body));
    }

    String signature(String id, long seconds, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((id + "." + seconds + ".").getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    /**
     * Receivers of webhooks answer 400 also to a signature that is wrong or, by their clock, too old. Such a one would
     * refuse every entry, so that this answer alone proves nothing about any.
     */
    @Override
    public Answer heard(HttpResponse<String> response, Answer answer) {
        return answer instanceof Answer.Refused(String reason, Proof _) && response.statusCode() == BAD_REQUEST
                ? new Answer.Refused(reason, Proof.OTHERS_TAKEN)
                : answer;
    }

    @Override
    public void close() {}
}
