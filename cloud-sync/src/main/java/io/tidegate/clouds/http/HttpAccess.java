package io.tidegate.clouds.http;

import io.tidegate.digest.Digests;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Origin;
import io.tidegate.site.HttpCloud;
import io.tidegate.site.HttpLogin;
import io.tidegate.site.SinkConfig;
import io.tidegate.sync.UnavailableException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/** A line to a server that learns from each request who sends it. Used by one thread. */
public final class HttpAccess implements AutoCloseable {

    private static final byte[] NOTHING = {};

    /** Hexadecimal digits of the content's digest in the key: 64 bits beside the positions are plenty. */
    private static final int KEY_DIGITS = 16;

    private final HttpLine line;
    private final Login login;
    private final Clock clock;

    /** @param url of the server */
    public HttpAccess(SinkConfig config, URI url, HttpLogin login, String version, Clock clock) {
        this(
                new HttpLine(
                        new HttpLine.Server(config.id(), url, Login.bearer(login), config.tls(), config.timeout()),
                        version),
                Login.of(login, config, version, clock),
                clock);
    }

    private HttpAccess(HttpLine line, Login login, Clock clock) {
        this.line = line;
        this.login = login;
        this.clock = clock;
    }

    /**
     * To the place of a sink's commands.
     *
     * @param wait how long the server may keep a question, beyond the sink's timeout
     */
    static HttpAccess toCommands(HttpCloud config, URI url, Duration wait, String version, Clock clock) {
        HttpLine.Server server = new HttpLine.Server(
                config.id() + "-commands",
                url,
                Login.bearer(config.login()),
                config.tls(),
                config.timeout().plus(wait));
        return new HttpAccess(new HttpLine(server, version), Login.of(config.login(), config, version, clock), clock);
    }

    /**
     * By which a server knows again what it had.
     *
     * @param content what makes it another one between the same two entries
     */
    public static String key(Origin origin, List<Entry> entries, byte[] content) {
        String digest = HexFormat.of().formatHex(Digests.sha256(content), 0, KEY_DIGITS / 2);
        return origin.idOf(entries.getFirst().position()) + "-"
                + entries.getLast().position() + "-" + digest;
    }

    /** The address must be the server's own, since the log-in goes there. */
    public HttpRequest.Builder request(URI address) {
        return line.request(address);
    }

    /**
     * The answer, of whose body only the beginning is kept.
     *
     * @param key of what is said, and of nothing else
     * @param body before it is compressed
     */
    public HttpResponse<String> exchange(HttpRequest.Builder request, String key, byte[] body)
            throws UnavailableException, InterruptedException {
        login.sign(request, key, body);
        return line.exchange(request.build());
    }

    /** The answer to a request that only asks; each time it is another one. */
    public HttpResponse<String> ask(HttpRequest.Builder question) throws UnavailableException, InterruptedException {
        return ask(question, BodyStart.BYTES_MAX);
    }

    /** @param most bytes of the answer's body that are kept */
    HttpResponse<String> ask(HttpRequest.Builder question, int most) throws UnavailableException, InterruptedException {
        login.sign(question, "question-" + System.nanoTime(), NOTHING);
        return line.exchange(question.build(), most);
    }

    /** What an answer means for what was sent. */
    public Answer meaning(HttpResponse<String> response) {
        return login.heard(response, Answer.of(response, clock));
    }

    /** Asks whether something is there that lets us in, and changes nothing. */
    public void probe(URI address) throws UnavailableException, InterruptedException {
        HttpResponse<String> response = ask(line.question(address));
        login.heard(response, new Answer.Taken());
        line.check(response);
    }

    /** The server's name, for what is said of it. */
    public String place() {
        return line.place();
    }

    @Override
    public void close() {
        login.close();
        line.close();
    }
}
