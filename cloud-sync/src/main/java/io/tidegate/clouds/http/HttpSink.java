package io.tidegate.clouds.http;

import io.tidegate.clouds.Gzip;
import io.tidegate.observation.Entry;
import io.tidegate.observation.EntryJson;
import io.tidegate.observation.Origin;
import io.tidegate.site.HttpCloud;
import io.tidegate.sync.CommandDesk;
import io.tidegate.sync.Settled;
import io.tidegate.sync.Sink;
import io.tidegate.sync.UnavailableException;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Posts each batch as a JSON array, of entries or of CloudEvents. Used by its sink thread only. */
public final class HttpSink implements Sink {

    private final HttpCloud config;
    private final Origin origin;
    private final HttpAccess access;
    private final Optional<HttpCommands> commands;

    /** One that asks for no commands. */
    public HttpSink(HttpCloud config, Origin origin, String version, Clock clock) {
        this(config, origin, version, clock, CommandDesk.NONE);
    }

    /** Begins to ask for commands, where the site file has them asked for. */
    public HttpSink(HttpCloud config, Origin origin, String version, Clock clock, CommandDesk desk) {
        this.config = config;
        this.origin = origin;
        this.access = new HttpAccess(config, config.url(), config.login(), version, clock);
        this.commands = HttpCommands.start(config, version, clock, desk);
    }

    @Override
    public Settled deliver(List<Entry> batch, boolean late) throws UnavailableException, InterruptedException {
        return new Halves(access.place(), part -> answer(part, late), UnaryOperator.identity())
                .deliver(batch, batch.size());
    }

    private Answer answer(List<Entry> part, boolean late) throws UnavailableException, InterruptedException {
        byte[] body = body(part);
        // The same for the same entries whenever they are sent, and for no others.
        String key = HttpAccess.key(origin, part, body);
        HttpRequest.Builder request = access.request(config.url())
                .header("Content-Type", contentType())
                // A String of structured fields (draft-ietf-httpapi-idempotency-key-header-07, section 2.1).
                .header("Idempotency-Key", '"' + key + '"');
        if (late) {
            request.header("Tidegate-Late", "true");
        }
        if (config.gzip()) {
            request.header("Content-Encoding", "gzip");
        }
        request.POST(HttpRequest.BodyPublishers.ofByteArray(config.gzip() ? Gzip.of(body) : body));
        return access.meaning(access.exchange(request, key, body));
    }

    private byte[] body(List<Entry> entries) {
        return switch (config.format()) {
            case JSON -> EntryJson.array(origin, entries);
            case CLOUDEVENTS -> CloudEvents.batch(origin, entries);
        };
    }

    private String contentType() {
        return switch (config.format()) {
            case JSON -> "application/json";
            case CLOUDEVENTS -> CloudEvents.BATCH;
        };
    }

    @Override
    public void probe() throws UnavailableException, InterruptedException {
        access.probe(config.url());
    }

    @Override
    public void close() {
        commands.ifPresent(HttpCommands::close);
        access.close();
    }
}
