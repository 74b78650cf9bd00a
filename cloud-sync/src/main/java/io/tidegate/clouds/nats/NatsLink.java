package io.tidegate.clouds.nats;

import io.nats.client.AuthenticationException;
import io.nats.client.Connection;
import io.nats.client.ErrorListener;
import io.nats.client.JetStreamApiException;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.api.PublishAck;
import io.nats.client.impl.Headers;
import io.tidegate.clouds.LineTrouble;
import io.tidegate.clouds.nats.NatsTrouble.RefusedException;
import io.tidegate.clouds.nats.NatsTrouble.TooLargeException;
import io.tidegate.net.TlsContext;
import io.tidegate.net.UnfitCertificate;
import io.tidegate.site.NatsCloud;
import io.tidegate.sync.UnavailableException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * One connection to a server, from its beginning to its end; never used again after it broke: the library's own reconnecting
 * is off, since that is the courier's. Used by its sink thread, but for what the library's threads tell.
 */
final class NatsLink implements AutoCloseable {

    /** As by HTTP. */
    private static final Duration CONNECT_MAX = Duration.ofSeconds(10);

    /** For what the library tells of a failed connection by another thread than the one that fails. */
    private static final long LAST_WORDS_MILLIS_MAX = 1_000;

    private static final long LAST_WORDS_AFTER_MILLIS = 200;

    /** Behind the sink's own timeout, which is what counts. */
    private static final Duration LATER = Duration.ofSeconds(10);

    /** The library's way to say that the other end has closed. */
    private static final String READ_TO_THE_END = "Read channel closed.";

    private final Duration timeout;
    private final ExecutorService threads;

    /** The library says nothing where a line breaks between the server's first word and its answer; but it stops reading. */
    private final ExecutorService reading;

    /** Fails with the first thing that the server or the line objects to, whatever message it is about. */
    private final CompletableFuture<PublishAck> objection = new CompletableFuture<>();

    private final CompletableFuture<Connection> connection = new CompletableFuture<>();

    /** Of a secure line. */
    private volatile @Nullable NamedHosts hosts;

    private NatsLink(NatsCloud config) {
        this.timeout = config.timeout();
        ThreadFactory virtual =
                Thread.ofVirtual().name("sink-" + config.id() + "-nats-", 0).factory();
        this.threads = Executors.newThreadPerTaskExecutor(virtual);
        this.reading = Executors.newThreadPerTaskExecutor(task -> virtual.newThread(() -> readToTheEnd(task)));
    }

    /** What the server has said last comes first: another thread may still be telling it. */
    private void readToTheEnd(Runnable reader) {
        reader.run();
        CompletableFuture.delayedExecutor(LAST_WORDS_AFTER_MILLIS, TimeUnit.MILLISECONDS)
                .execute(() -> objection.completeExceptionally(hungUp()));
    }

    private static EOFException hungUp() {
        return new EOFException("the server hung up");
    }

    /** Returns connected, or throws with words for staff. */
    static NatsLink connect(NatsCloud config, NatsTrouble trouble, TlsContext trust)
            throws UnavailableException, InterruptedException {
        NatsLink link = new NatsLink(config);
        try {
            link.connect(link.options(config, trust));
            return link;
        } catch (ExecutionException failed) {
            String words = trouble.unanswered(link.lastWord(failed));
            link.close();
            throw new UnavailableException(words, failed);
        } catch (TimeoutException silent) {
            link.close();
            throw new UnavailableException(LineTrouble.words(silent, config.url()), silent);
        } catch (UnfitCertificate unfit) {
            link.close();
            throw new UnavailableException(String.valueOf(unfit.getMessage()), unfit);
        } catch (InterruptedException stopped) {
            link.close();
            throw stopped;
        }
    }

    /** Beside the library, which waits to the end of its time for a server that has said no at once. */
    private void connect(Options options) throws ExecutionException, TimeoutException, InterruptedException {
        threads.execute(() -> {
            try {
                Connection made = Nats.connect(options);
                if (!connection.complete(made)) {
                    end(made);
                }
            } catch (IOException | InterruptedException failed) {
                connection.completeExceptionally(failed);
            }
        });
        CompletableFuture.anyOf(connection, objection).get(connectWithin().toNanos(), TimeUnit.NANOSECONDS);
    }

    private Duration connectWithin() {
        return timeout.compareTo(CONNECT_MAX) < 0 ? timeout : CONNECT_MAX;
    }

    private Options options(NatsCloud config, TlsContext trust) throws UnfitCertificate {
        Options.Builder options = Options.builder()
                .server(config.url().toString())
                .connectionName("tidegate sink " + config.id())
                .connectionTimeout(connectWithin())
                .noReconnect()
                .ignoreDiscoveredServers()
                // The one that leaves the name as it is, since that is what a certificate is for.
                .hostnameResolveMode(Options.HostnameResolveMode.HappyEyeballs)
                .reportNoResponders()
                .executor(threads)
                .connectExecutor(threads)
                .callbackExecutor(threads)
                .readerExecutor(reading)
                .writerExecutor(threads)
                .errorListener(new Objections());
        if (config.isSecure()) {
            NamedHosts secure = new NamedHosts(trust.current());
            hosts = secure;
            options.sslContext(secure.checked());
        }
        config.token().ifPresent(token -> options.token(token.reveal().toCharArray()));
        config.username()
                .ifPresent(user -> options.userInfo(
                        user, config.password().map(p -> p.reveal()).orElse("")));
        config.credentials()
                .ifPresent(file ->
                        options.authHandler(Nats.staticCredentials(file.reveal().getBytes(StandardCharsets.UTF_8))));
        return options.build();
    }

    private final class Objections implements ErrorListener {

        @Override
        public void errorOccurred(Connection from, String error) {
            objection.completeExceptionally(new RefusedException(error));
        }

        @Override
        public void exceptionOccurred(Connection from, Exception trouble) {
            objection.completeExceptionally(READ_TO_THE_END.equals(trouble.getMessage()) ? hungUp() : trouble);
        }
    }

    /** Why there is no connection: the library's exception names the address, and another thread tells the cause. */
    private Throwable lastWord(ExecutionException failed) throws InterruptedException {
        threads.shutdown();
        if (!objection.isDone() && !threads.awaitTermination(LAST_WORDS_MILLIS_MAX, TimeUnit.MILLISECONDS)) {
            Logger.debug("a nats connection that failed has not ended yet");
        }
        boolean isKnown = failed.getCause() instanceof AuthenticationException;
        Throwable told = isKnown || !objection.isDone() ? failed : objection.exceptionNow();
        return complaint().orElse(told);
    }

    /** What broke first may be our own word to a server that had refused us already. */
    private Optional<Throwable> complaint() throws InterruptedException {
        NamedHosts secure = hosts;
        if (secure == null) {
            return Optional.empty();
        }
        reading.shutdown();
        if (!reading.awaitTermination(LAST_WORDS_AFTER_MILLIS, TimeUnit.MILLISECONDS)) {
            Logger.debug("a nats connection that failed is still read");
        }
        return secure.complaint();
    }

    /** Completes when a stream has the message, exceptionally when it refuses it or the link broke before. */
    CompletableFuture<PublishAck> publish(String subject, Headers headers, byte[] payload) {
        Connection open = connection.join();
        int bytes = headers.serializedLength() + payload.length;
        if (bytes > open.getMaxPayload()) {
            return CompletableFuture.failedFuture(new TooLargeException(bytes, open.getMaxPayload()));
        }
        try {
            return open.requestWithTimeout(subject, headers, payload, timeout.plus(LATER))
                    .thenApply(NatsLink::acknowledged);
        } catch (IllegalStateException ended) {
            return CompletableFuture.failedFuture(ended);
        }
    }

    /** Returns when the server has answered. */
    void ask() throws TimeoutException, InterruptedException {
        connection.join().flush(timeout);
    }

    private static PublishAck acknowledged(Message answer) {
        try {
            return new PublishAck(answer);
        } catch (IOException | JetStreamApiException refusal) {
            throw new CompletionException(refusal);
        }
    }

    CompletableFuture<PublishAck> objection() {
        return objection;
    }

    boolean isUp() {
        return connection.join().getStatus() == Connection.Status.CONNECTED && !objection.isDone();
    }

    /** Ends the connection without waiting for what is under way. */
    @Override
    public void close() {
        // First: an interrupt ends a thread that waits for a dead line, and closes its socket.
        threads.shutdownNow();
        reading.shutdownNow();
        if (!connection.cancel(true) && !connection.isCompletedExceptionally()) {
            end(connection.join());
        }
    }

    private static void end(Connection connection) {
        try {
            connection.close();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
