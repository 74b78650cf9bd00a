package io.tidegate.clouds.http;

import io.tidegate.clouds.LineTrouble;
import io.tidegate.net.Tls;
import io.tidegate.net.TlsContext;
import io.tidegate.net.UnfitCertificate;
import io.tidegate.site.Secret;
import io.tidegate.sync.UnavailableException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** One exchange after another with a server, each with an end. Used by one thread. */
public final class HttpLine implements AutoCloseable {

    /** A connection that the server has not accepted by then is given up, however long an answer may take. */
    private static final Duration CONNECT_MAX = Duration.ofSeconds(10);

    /**
     * Who is at the other end.
     *
     * @param sink the id of the sink, in the names of threads
     * @param timeout of one exchange, to the last byte of its answer
     */
    public record Server(String sink, URI url, Optional<Secret> bearer, Tls tls, Duration timeout) {}

    private final Server server;
    private final String userAgent;
    private final ExecutorService threads;
    private final TlsContext tls;
    private @Nullable Client client;

    /** With the certificates of the moment when it was made. */
    private record Client(SSLContext certificates, HttpClient http) {}

    /** @param version of this program, for those who read their server's log */
    public HttpLine(Server server, String version) {
        this.server = server;
        this.userAgent = "tidegate/" + version;
        this.threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("sink-" + server.sink() + "-http-", 0).factory());
        this.tls = new TlsContext(server.tls());
    }

    private HttpClient client() throws UnavailableException {
        try {
            SSLContext certificates = tls.current();
            Client open = client;
            if (open == null || !open.certificates.equals(certificates)) {
                hangUp();
                open = new Client(certificates, open(certificates));
                client = open;
            }
            return open.http;
        } catch (UnfitCertificate unfit) {
            throw new UnavailableException(unfit.getMessage(), unfit);
        }
    }

    private HttpClient open(SSLContext certificates) {
        Duration timeout = server.timeout();
        // HTTP/1.1 only: the offer to upgrade an open connection confuses small servers, and one exchange at a time
        // gains nothing from HTTP/2. Redirects are a login page's way: never followed.
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(certificates)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout.compareTo(CONNECT_MAX) < 0 ? timeout : CONNECT_MAX)
                .executor(threads)
                .build();
    }

    /** With what every request to it has; the address must be its own, since the token goes there. */
    public HttpRequest.Builder request(URI address) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).timeout(server.timeout()).header("User-Agent", userAgent);
        server.bearer().ifPresent(token -> request.header("Authorization", "Bearer " + token.reveal()));
        return request;
    }

    /** The answer, of whose body only the beginning is kept. */
    public HttpResponse<String> exchange(HttpRequest request) throws UnavailableException, InterruptedException {
        return exchange(request, BodyStart.BYTES_MAX);
    }

    /** @param most bytes of the answer's body that are kept */
    HttpResponse<String> exchange(HttpRequest request, int most) throws UnavailableException, InterruptedException {
        CompletableFuture<HttpResponse<String>> exchange = client().sendAsync(request, response -> new BodyStart(most));
        try {
            // The request's own timeout ends with the headers; this one holds for the last byte too.
            return exchange.get(server.timeout().toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException broken) {
            throw broken.getCause() instanceof HttpTimeoutException late
                            && !(late instanceof HttpConnectTimeoutException)
                    ? silence(late)
                    : new UnavailableException(LineTrouble.words(broken, server.url(), server.tls()), broken);
        } catch (TimeoutException late) {
            throw silence(late);
        } finally {
            exchange.cancel(true);
        }
    }

    /** To which only who lets us in answers well, and which changes nothing. */
    HttpRequest.Builder question(URI address) {
        return request(address).method("OPTIONS", HttpRequest.BodyPublishers.noBody());
    }

    /** Throws what an answer to such a question complains of. */
    void check(HttpResponse<String> response) throws UnavailableException {
        Optional<String> trouble = Answer.troubleOf(response);
        if (trouble.isPresent()) {
            throw new UnavailableException(place() + " " + trouble.get());
        }
    }

    private UnavailableException silence(Exception late) {
        return UnavailableException.silence(LineTrouble.words(late, server.url()), late);
    }

    /** The server's name, for what is said of it. */
    public String place() {
        return String.valueOf(server.url().getHost());
    }

    private void hangUp() {
        Client open = client;
        client = null;
        if (open != null) {
            open.http.shutdownNow();
        }
    }

    @Override
    public void close() {
        hangUp();
        threads.shutdownNow();
    }
}
