package io.tidegate.clouds.nats;

import io.nats.client.AuthenticationException;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamStatusException;
import io.tidegate.clouds.LineTrouble;
import io.tidegate.net.Causes;
import io.tidegate.site.NatsCloud;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a server's refusals mean, in words that staff understand, and what to check. Immutable. */
record NatsTrouble(NatsCloud config, Subjects subjects) {

    /** A message is larger than what the server announces. */
    static final class TooLargeException extends Exception {
        private static final long serialVersionUID = 1L;

        TooLargeException(int bytes, long most) {
            super(bytes + " of " + most);
        }
    }

    /** What the server has said by -ERR: the text is all that the protocol gives. */
    static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        RefusedException(String said) {
            super(said);
        }
    }

    /** Codes of JetStream's answers (errors.json of nats-server). */
    private static final int MESSAGE_TOO_LARGE = 10_054;

    private static final int OTHER_STREAM = 10_060;

    /** What a stream will never take, in words; empty where the refusal is about something else. */
    Optional<String> aboutEntry(Throwable failed) {
        for (Throwable cause : Causes.of(failed)) {
            if (cause instanceof TooLargeException) {
                return Optional.of("the entry is too large for the server (" + cause.getMessage()
                        + " bytes): raise max_payload there, then send it again");
            }
            if (cause instanceof JetStreamApiException refusal && refusal.getApiErrorCode() == MESSAGE_TOO_LARGE) {
                return Optional.of("the entry is too large for the stream " + config.stream()
                        + ": raise its maximum message size, then send it again");
            }
        }
        return Optional.empty();
    }

    /** @param subject of the message that it is about */
    String words(Throwable failed, String subject) {
        return said(failed, subject).orElseGet(() -> LineTrouble.words(failed, config.url()));
    }

    /** Of a connection on which the server has not answered yet. */
    String unanswered(Throwable failed) {
        return said(failed, null).orElseGet(() -> LineTrouble.unanswered(failed, config.url(), config.tls()));
    }

    private Optional<String> said(Throwable failed, @Nullable String subject) {
        for (Throwable cause : Causes.of(failed)) {
            String found = switch (cause) {
                case AuthenticationException _ -> notIn();
                case RefusedException refused -> refused(String.valueOf(refused.getMessage()), subject);
                case JetStreamStatusException _ -> nobodyTakes(subject);
                case JetStreamApiException refusal -> refused(refusal);
                default ->
                    "SSL required by server.".equals(cause.getMessage())
                            ? host() + " asks for a secure connection: write tls:// in the url of this sink"
                            : null;
            };
            if (found != null) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    private String host() {
        return String.valueOf(config.url().getHost());
    }

    private String notIn() {
        return host() + " does not let us in: check username, password, token or credentials of this sink";
    }

    private String refused(String said, @Nullable String subject) {
        String text = said.toLowerCase(Locale.ROOT);
        if (text.contains("permissions violation for publish")) {
            return host() + " does not let us publish to " + subject + ": check the rights of this sink's user";
        }
        if (text.contains("permissions violation for subscription")) {
            return host()
                    + " does not let us hear its answers: give this sink's user the right to subscribe to _INBOX.>";
        }
        if (text.contains("authorization") || text.contains("authentication")) {
            return notIn();
        }
        return host() + " refuses us (" + said + "): check its log";
    }

    private String nobodyTakes(@Nullable String subject) {
        return "no stream at " + host() + " takes " + subject
                + ": check that JetStream is on there, and make the stream: nats stream add " + config.stream()
                + " --subjects '" + subjects.wildcard() + "' --dupe-window 24h --defaults";
    }

    private String refused(JetStreamApiException refusal) {
        String said = String.valueOf(refusal.getErrorDescription());
        if (refusal.getApiErrorCode() == OTHER_STREAM) {
            return "another stream than " + config.stream() + " takes our messages at " + host()
                    + ": check stream and subject of this sink";
        }
        if (said.contains("maximum") || said.contains("resource")) {
            return "the stream " + config.stream() + " at " + host() + " is full (" + said
                    + "): make room there, or raise its limits";
        }
        return host() + " cannot take data now (" + said + ")";
    }
}
