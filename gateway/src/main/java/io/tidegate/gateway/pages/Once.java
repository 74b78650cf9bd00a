package io.tidegate.gateway.pages;

import io.tidegate.digest.Digests;
import io.tidegate.gateway.journal.Journal;
import io.tidegate.gateway.journal.StateChange;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets a request that carries an {@code Idempotency-Key} (draft-ietf-httpapi-idempotency-key-header) be done once, however
 * often it is sent. Used by the server's event loop only.
 */
final class Once {

    static final String HEADER = "Idempotency-Key";

    /** As a string of RFC 9651, or bare, as many send it. */
    private static final Pattern KEY = Pattern.compile(
            "\"((?:[\\x20\\x21\\x23-\\x5b\\x5d-\\x7e]|\\\\[\"\\\\]){1,255})\"(?:;.*)?|([\\x21\\x23-\\x2b\\x2d-\\x7e]{1,255})");

    private static final Duration COME_BACK_AFTER = Duration.ofSeconds(1);

    private final Keys keys;
    private final Journal journal;
    private final Workers workers;

    /** Keys of what is being done now; as many as there are requests. */
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    Once(Keys keys, Journal journal, Workers workers) {
        this.keys = keys;
        this.journal = journal;
        this.workers = workers;
    }

    /** What is written down of a request with a key. Used by one thread after the other. */
    final class Mark {
        private final String key;
        private final String request;
        private boolean along;

        private Mark(String key, String request) {
            this.key = key;
            this.request = request;
        }

        /** For the transaction of what is done, where there is one: else it is written down afterwards. */
        StateChange along(Answer answer) {
            along = true;
            return keys.keeping(key, request, answer);
        }

        private CompletionStage<Answer> after(Answer answer) {
            return along || !Keys.isKeepable(answer)
                    ? Taking.given(answer)
                    : journal.changeNow(keys.keeping(key, request, answer)).thenApply(_ -> answer);
        }
    }

    /** Begins the work; or, where it was done already, does not. */
    Future<CompletionStage<Answer>> take(
            Asked asked, byte[] body, Function<Optional<Mark>, Future<CompletionStage<Answer>>> work) {
        String header = asked.header(HEADER);
        if (!asked.headers().contains(HEADER)) {
            return work.apply(Optional.empty());
        }
        Matcher written = KEY.matcher(header.strip());
        if (!written.matches()) {
            return answered(Answer.problem(
                    400,
                    "The header " + HEADER + " holds no key",
                    "Send 1 to 255 printable characters in quotes, such as a UUID."));
        }
        String key = written.group(1) == null ? written.group(2) : written.group(1);
        if (!underWay.add(key)) {
            return answered(Answer.problem(
                            409,
                            "A request with that " + HEADER + " is being done",
                            "Send it again in a moment, and it is answered like that one.")
                    .after(COME_BACK_AFTER));
        }
        record Found(Mark mark, Optional<Keys.AnsweredRequest> before) {}
        return workers.run(() -> new Found(new Mark(key, digest(asked, body)), keys.find(key)))
                .compose(found -> found.before.isPresent()
                        ? answered(again(found.before.get(), found.mark))
                        : work.apply(Optional.of(found.mark)).map(done -> done.thenCompose(found.mark::after)))
                .map(done -> done.whenComplete((_, _) -> underWay.remove(key)))
                .onFailure(_ -> underWay.remove(key));
    }

    private static Answer again(Keys.AnsweredRequest before, Mark mark) {
        return before.request().equals(mark.request)
                ? before.answer()
                : Answer.problem(
                        422,
                        "That " + HEADER + " belongs to another request",
                        "Give each request a key of its own; only a repeat has the same.");
    }

    private static Future<CompletionStage<Answer>> answered(Answer answer) {
        return Future.succeededFuture(Taking.given(answer));
    }

    private static String digest(Asked asked, byte[] body) {
        byte[] address = (asked.addressWith(Map.of()) + "\n").getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(Digests.sha256(address, body));
    }
}
