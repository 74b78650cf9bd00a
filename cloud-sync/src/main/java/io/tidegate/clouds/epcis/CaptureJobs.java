package io.tidegate.clouds.epcis;

import io.tidegate.clouds.http.Answer;
import io.tidegate.clouds.http.HttpAccess;
import io.tidegate.site.EpcisCloud;
import io.tidegate.sync.Rejected.Proof;
import io.tidegate.sync.UnavailableException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits for what becomes of a document that a repository has taken in. Used by its sink thread only. */
final class CaptureJobs {

    /** A job may take as long as so many exchanges: repositories work through a line of them. */
    private static final int JOB_EXCHANGES = 4;

    private static final Duration PAUSE_MIN = Duration.ofMillis(20);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(2);

    private final HttpAccess access;
    private final EpcisCloud config;

    CaptureJobs(HttpAccess access, EpcisCloud config) {
        this.access = access;
        this.config = config;
    }

    static HttpRequest.Builder versions(HttpRequest.Builder request) {
        return request.header("GS1-EPCIS-Version", "2.0.0").header("GS1-CBV-Version", "2.0.0");
    }

    /** @param accepted names the job */
    Answer outcome(HttpResponse<String> accepted) throws UnavailableException, InterruptedException {
        Optional<URI> place = accepted.headers().firstValue("Location").flatMap(this::ours);
        if (place.isEmpty()) {
            return new Answer.NotNow(
                    "names no job for what it took: check that the url is that of an EPCIS 2.0 repository",
                    Optional.empty());
        }
        long deadline =
                System.nanoTime() + config.timeout().multipliedBy(JOB_EXCHANGES).toNanos();
        Duration pause = PAUSE_MIN;
        Optional<Answer> known = asked(place.get());
        while (known.isEmpty()) {
            if (System.nanoTime() - deadline > 0) {
                return new Answer.NotNow(
                        "has not finished in time with what it took: check whether it is overloaded", Optional.empty());
            }
            // Nobody counts it down: an interrupt ends the wait, as it ends an exchange.
            boolean _ = new CountDownLatch(1).await(pause.toNanos(), TimeUnit.NANOSECONDS);
            pause = pause.multipliedBy(2).compareTo(PAUSE_MAX) < 0 ? pause.multipliedBy(2) : PAUSE_MAX;
            known = asked(place.get());
        }
        return known.get();
    }

    /** Nothing while it is at work. */
    private Optional<Answer> asked(URI job) throws UnavailableException, InterruptedException {
        HttpResponse<String> response = access.ask(versions(access.request(job)).GET());
        return switch (access.meaning(response)) {
            case Answer.Taken() -> said(CaptureJob.read(response.body()));
            case Answer.NotNow late -> Optional.of(late);
            case Answer.Refused(String reason, Proof _) ->
                Optional.of(new Answer.NotNow(
                        "does not say what became of what it took (" + reason + "): check the token's rights",
                        Optional.empty()));
        };
    }

    /** Behind a proxy a repository may not know its own name, and the token goes to no other: only the path counts. */
    private Optional<URI> ours(String location) {
        try {
            URI own = config.url();
            URI named = own.resolve(location);
            String query = named.getRawQuery() == null ? "" : "?" + named.getRawQuery();
            return Optional.ofNullable(named.getRawPath())
                    .filter(path -> path.startsWith("/"))
                    .map(path -> URI.create(own.getScheme() + "://" + own.getRawAuthority() + path + query));
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    private static Optional<Answer> said(CaptureJob job) {
        if (job.running()) {
            return Optional.empty();
        }
        if (job.success().isEmpty()) {
            return Optional.of(new Answer.NotNow(
                    "does not say what became of what it took: check that the url is that of an EPCIS 2.0 repository",
                    Optional.empty()));
        }
        return Optional.of(
                job.success().get() || job.onlyRepeats()
                        ? new Answer.Taken()
                        : new Answer.Refused(words(job), Proof.PLACE_TAKES));
    }

    private static String words(CaptureJob job) {
        return "the repository refused it: " + Answer.shortened(job.reason().orElse("it does not say why"));
    }
}
