package io.tidegate.clouds.s3;

import io.tidegate.clouds.http.Answer;
import io.tidegate.site.S3Cloud;
import io.tidegate.sync.UnavailableException;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Why a bucket has not taken an object, in words for staff. It is never an entry's fault: lines may be of any length and hold
 * anything. Immutable.
 *
 * @param place the server's name
 */
record S3Trouble(S3Cloud config, String place, Clock clock) {

    /** What every server that speaks S3 gives to an object that it has, and no log-in page of a network. */
    private static final String HAS_IT = "ETag";

    private static final String MAY_NOT = "AccessDenied";

    /** What a server complains of. */
    private enum Kind {
        CLOCK,
        KEY,
        SIGNATURE,
        RIGHTS,
        BUCKET,
        SIZE,
        OTHER
    }

    /** By the codes of AWS, which the others have taken over. */
    private static final Map<String, Kind> KINDS = Map.of(
            "RequestTimeTooSkewed",
            Kind.CLOCK,
            "RequestExpired",
            Kind.CLOCK,
            "InvalidAccessKeyId",
            Kind.KEY,
            "SignatureDoesNotMatch",
            Kind.SIGNATURE,
            MAY_NOT,
            Kind.RIGHTS,
            "AllAccessDisabled",
            Kind.RIGHTS,
            "NoSuchBucket",
            Kind.BUCKET,
            "EntityTooLarge",
            Kind.SIZE);

    void checkTaken(HttpResponse<String> response) throws UnavailableException {
        if (response.statusCode() / 100 != 2) {
            throw of(response);
        }
        if (response.headers().firstValue(HAS_IT).isEmpty()) {
            throw new UnavailableException(stranger(response));
        }
    }

    /** @return whether it lists the bucket; else it lets us in, and to see whether we may write we have to write */
    boolean checkList(HttpResponse<String> response) throws UnavailableException {
        Said said = said(response);
        if (response.statusCode() == 403 && said.isError() && said.code().equals(MAY_NOT)) {
            return false;
        }
        if (response.statusCode() / 100 != 2) {
            throw of(response);
        }
        if (!said.root().equals("ListBucketResult")) {
            throw new UnavailableException(stranger(response));
        }
        return true;
    }

    private UnavailableException of(HttpResponse<String> response) {
        Said said = said(response);
        if (said.isError()) {
            return new UnavailableException(words(said, response), Answer.retryAfter(response, clock), null);
        }
        return Answer.of(response, clock) instanceof Answer.NotNow(String reason, Optional<Duration> retryAfter)
                ? new UnavailableException(place + " " + reason, retryAfter, null)
                : new UnavailableException(stranger(response));
    }

    private String words(Said said, HttpResponse<String> response) {
        String bucket = config.bucket();
        return switch (KINDS.getOrDefault(said.code(), Kind.OTHER)) {
            case CLOCK ->
                place + " does not believe the gateway's clock (" + said.words()
                        + "): set the clock, or give the gateway a time server";
            case KEY -> place + " does not know the key of this sink (" + said.words() + "): check accessKey";
            case SIGNATURE ->
                place + " does not accept our signature (" + said.words()
                        + "): check secretKey and region of this sink";
            case RIGHTS ->
                place + " does not let us write to the bucket '" + bucket + "' (" + said.words()
                        + "): give the key of this sink the right to it (s3:PutObject)";
            case BUCKET ->
                place + " has no bucket '" + bucket + "' (" + said.words()
                        + "): make it there, or check bucket and url";
            case SIZE ->
                place + " does not take objects so large (" + said.words()
                        + "): write smaller batch.bytes for this sink";
            case OTHER -> isElsewhere(said, response) ? elsewhere(said, response) : others(said, response);
        };
    }

    private static Optional<String> region(Said said, HttpResponse<String> response) {
        return said.region()
                .or(() -> response.headers().firstValue("x-amz-bucket-region").map(Answer::shortened));
    }

    /** Signed for the wrong region, or sent to it. */
    private boolean isElsewhere(Said said, HttpResponse<String> response) {
        return region(said, response)
                        .filter(region -> !region.equals(config.region()))
                        .isPresent()
                || said.endpoint().isPresent();
    }

    private String elsewhere(Said said, HttpResponse<String> response) {
        String bucket = config.bucket();
        Optional<String> region = region(said, response);
        return region.isPresent()
                ? "the bucket '" + bucket + "' is in the region " + region.get() + " (" + said.words()
                        + "): write it as region of this sink, and the url of that region"
                : "the bucket '" + bucket + "' is at " + said.endpoint().orElse("") + " (" + said.words()
                        + "): write url and region of that place for this sink";
    }

    private String others(Said said, HttpResponse<String> response) {
        int status = response.statusCode();
        return status >= 500 || status == 429
                ? place + " cannot take data now (" + said.words() + ")"
                : place + " did not take an object (" + said.words()
                        + "): check this sink in the site file, and its bucket";
    }

    private String stranger(HttpResponse<String> response) {
        return place + " answers, but not as S3 does (" + Answer.words(response)
                + "): a log-in page of the network, or a wrong url";
    }

    /** Without what a server repeats of what it was sent. */
    private Said said(HttpResponse<String> response) {
        return Said.in(response.body()
                .replace(config.accessKey().reveal(), "***")
                .replace(config.secretKey().reveal(), "***"));
    }
}
