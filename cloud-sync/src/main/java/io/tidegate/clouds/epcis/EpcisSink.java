package io.tidegate.clouds.epcis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tidegate.clouds.http.Answer;
import io.tidegate.clouds.http.Halves;
import io.tidegate.clouds.http.HttpAccess;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Origin;
import io.tidegate.site.EpcisCloud;
import io.tidegate.site.EpcisCloud.Mode;
import io.tidegate.sync.Rejected.Proof;
import io.tidegate.sync.Settled;
import io.tidegate.sync.Sink;
import io.tidegate.sync.UnavailableException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Tells an EPCIS 2.0 repository of the goods that move; what else is in the journal is none of its business. Used by its
 * sink thread only.
 */
public final class EpcisSink implements Sink {

    private static final int ACCEPTED = 202;
    private static final int CONFLICT = 409;
    private static final int UNKNOWN_FORMAT = 415;

    private final EpcisCloud config;
    private final Origin origin;
    private final Clock clock;
    private final HttpAccess access;
    private final EventJson json;
    private final Events events;
    private final CaptureJobs jobs;
    private final String url;

    public EpcisSink(EpcisCloud config, Origin origin, String version, Clock clock) {
        this.config = config;
        this.origin = origin;
        this.clock = clock;
        this.access = new HttpAccess(config, config.url(), config.login(), version, clock);
        this.json = new EventJson(config);
        this.events = new Events(origin);
        this.jobs = new CaptureJobs(access, config);
        this.url = config.url().toString().replaceFirst("/+$", "");
    }

    @Override
    public Settled deliver(List<Entry> batch, boolean late) throws UnavailableException, InterruptedException {
        List<Entry> told = batch.stream().filter(Events::concerns).toList();
        if (told.isEmpty()) {
            return Settled.all(batch, List.of());
        }
        events.remember(told);
        int most = config.mode() == Mode.EVENTS ? 1 : told.size();
        return new Halves(access.place(), this::answer, settled -> ofBatch(settled, told, batch)).deliver(told, most);
    }

    /**
     * What is settled of a batch of which the repository is told a part. Where it took nothing, nothing else counts as
     * taken either: it may not be the place we think it is, and what it refuses would be believed to be refused for good.
     */
    private static Settled ofBatch(Settled settled, List<Entry> told, List<Entry> batch) {
        int count = settled.count();
        if (settled.rejected().size() < count) {
            return new Settled(
                    count == told.size() ? batch.size() : batch.indexOf(told.get(count)), settled.rejected());
        }
        int same = 0;
        while (same < count && batch.get(same).equals(told.get(same))) {
            same++;
        }
        return count > 0 && same == 0
                ? new Settled(batch.indexOf(told.getFirst()), List.of())
                : new Settled(same, settled.rejected().subList(0, same));
    }

    private Answer answer(List<Entry> part) throws UnavailableException, InterruptedException {
        List<Event> told =
                part.stream().flatMap(entry -> events.of(entry).stream()).toList();
        if (config.mode() == Mode.CAPTURE) {
            return captured(key(part), told);
        }
        for (int at = 0; at < told.size(); at++) {
            Answer answer = single(key(part) + "-" + at, told.get(at));
            if (!(answer instanceof Answer.Taken)) {
                return answer;
            }
        }
        return new Answer.Taken();
    }

    /** The same for the same entries, and for no others between the same two: a site may tell more of them another time. */
    private String key(List<Entry> part) {
        String positions =
                part.stream().map(entry -> Long.toString(entry.position())).collect(Collectors.joining(","));
        return HttpAccess.key(origin, part, positions.getBytes(US_ASCII));
    }

    private Answer captured(String key, List<Event> told) throws UnavailableException, InterruptedException {
        HttpResponse<String> response = post("/capture", key, json.document(told, clock.instant()));
        Answer answer = meant(response);
        return answer instanceof Answer.Taken && response.statusCode() == ACCEPTED ? jobs.outcome(response) : answer;
    }

    private Answer single(String key, Event event) throws UnavailableException, InterruptedException {
        HttpResponse<String> response = post("/events", key, json.single(event));
        Answer answer = meant(response);
        // It has an event of that id, which is ours: told before, by an answer that got lost.
        return response.statusCode() == CONFLICT && isJson(response) ? new Answer.Taken() : answer;
    }

    private HttpResponse<String> post(String path, String key, byte[] body)
            throws UnavailableException, InterruptedException {
        HttpRequest.Builder request = CaptureJobs.versions(access.request(URI.create(url + path)))
                .header("Content-Type", "application/ld+json")
                // One bad event in a document takes nothing in, so that what is sent again in halves is whole.
                .header("GS1-Capture-Error-Behaviour", "rollback")
                .POST(BodyPublishers.ofByteArray(body));
        return access.exchange(request, key, body);
    }

    private Answer meant(HttpResponse<String> response) {
        if (response.statusCode() == UNKNOWN_FORMAT) {
            return new Answer.NotNow("takes no EPCIS 2.0 in JSON (HTTP 415): check the url", Optional.empty());
        }
        Answer answer = access.meaning(response);
        // Another server refuses what it does not know, too: one that speaks EPCIS says in JSON what is wrong.
        return answer instanceof Answer.Refused(String reason, Proof _) && !isJson(response)
                ? new Answer.Refused(reason, Proof.OTHERS_TAKEN)
                : answer;
    }

    private static boolean isJson(HttpResponse<String> response) {
        return response.headers()
                .firstValue("Content-Type")
                .filter(type -> type.contains("json"))
                .isPresent();
    }

    @Override
    public void probe() throws UnavailableException, InterruptedException {
        access.probe(URI.create(url + (config.mode() == Mode.CAPTURE ? "/capture" : "/events")));
    }

    @Override
    public void close() {
        access.close();
    }
}
