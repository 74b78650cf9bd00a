package io.tidegate.clouds.http;

import io.tidegate.site.HttpLogin;
import io.tidegate.site.Secret;
import io.tidegate.site.SinkConfig;
import io.tidegate.sync.UnavailableException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.Optional;

/** Shows a server who sends a request, where a header that is always the same does not. Used by one thread. */
sealed interface Login extends AutoCloseable permits Login.Constant, AccessToken, WebhookSignature {

    /**
     * @param key of these entries and no others
     * @param body before it is compressed
     * @throws UnavailableException when the server that could vouch for us cannot now
     */
    void sign(HttpRequest.Builder request, String key, byte[] body) throws UnavailableException, InterruptedException;

    /** What an answer means to whom this log-in was shown. */
    Answer heard(HttpResponse<String> response, Answer answer);

    @Override
    void close();

    /** @param config of the sink, whose certificates and timeout hold for a log-in server, too */
    static Login of(HttpLogin login, SinkConfig config, String version, Clock clock) {
        return switch (login) {
            case HttpLogin.None _, HttpLogin.Bearer _ -> new Constant();
            case HttpLogin.OAuth oauth -> new AccessToken(oauth, config, version, clock);
            case HttpLogin.Hmac hmac -> new WebhookSignature(hmac, clock);
        };
    }

    /** What is in each request of the line already. */
    static Optional<Secret> bearer(HttpLogin login) {
        return login instanceof HttpLogin.Bearer(Secret token) ? Optional.of(token) : Optional.empty();
    }

    /** What there is to show is in each request of the line already. */
    record Constant() implements Login {

        @Override
        public void sign(HttpRequest.Builder request, String key, byte[] body) {}

        @Override
        public Answer heard(HttpResponse<String> response, Answer answer) {
            return answer;
        }

        @Override
        public void close() {}
    }
}
