package io.tidegate.clouds.http;

import io.tidegate.clouds.WebhookKey;
import io.tidegate.site.HttpLogin;
import io.tidegate.sync.Rejected.Proof;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;

/**
 * Signs each request with a key that both ends have (Standard Webhooks 1.0, HMAC-SHA256). The body is signed as it is
 * before compression: that is what a receiver has whose framework unpacks it first.
 */
final class WebhookSignature implements Login {

    private static final int BAD_REQUEST = 400;

    private final WebhookKey key;
    private final Clock clock;

    WebhookSignature(HttpLogin.Hmac config, Clock clock) {
        this.key = new WebhookKey(config.key());
        this.clock = clock;
    }

    @Override
    public void sign(HttpRequest.Builder request, String batch, byte[] body) {
        // What is signed is parted by full stops, so that there must be none in an id.
        String id = batch.replace('.', '_');
        String seconds = String.valueOf(clock.instant().getEpochSecond());
        request.header(WebhookKey.ID, id)
                .header(WebhookKey.TIMESTAMP, seconds)
                .header(WebhookKey.SIGNATURE, key.signature(id, seconds, body));
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
