package io.tidegate.clouds;

import io.tidegate.digest.Digests;
import io.tidegate.site.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A key that both ends have, with which one signs and the other checks (Standard Webhooks 1.0, HMAC-SHA256). Immutable. */
public final class WebhookKey {

    public static final String ID = "webhook-id";
    public static final String TIMESTAMP = "webhook-timestamp";
    public static final String SIGNATURE = "webhook-signature";

    /** Beside the time on the way: both ends' clocks may differ by so much. */
    public static final Duration SIGNED_WITHIN = Duration.ofMinutes(5);

    /** Before the Base64 of a key. */
    private static final String PREFIX = "whsec_";

    private static final String VERSION = "v1,";

    /** More signatures than a change of keys needs. */
    private static final int SIGNATURES_MAX = 8;

    private final byte[] key;

    public WebhookKey(Secret key) {
        this.key = Base64.getDecoder().decode(key.reveal().substring(PREFIX.length()));
    }

    /** As it stands behind its version. */
    public String signature(String id, String seconds, byte[] body) {
        byte[] begin = (id + "." + seconds + ".").getBytes(StandardCharsets.UTF_8);
        return VERSION + Base64.getEncoder().encodeToString(Digests.hmacSha256(key, begin, body));
    }

    /**
     * What is wrong with a signature; empty where nothing is.
     *
     * @param header gives what stands under a name, or null
     * @param tolerance how far its time may be from now, since what is older may be somebody's recording
     */
    public Optional<String> flaw(
            Function<String, @Nullable String> header, byte[] body, Instant now, Duration tolerance) {
        String id = header.apply(ID);
        String seconds = header.apply(TIMESTAMP);
        String given = header.apply(SIGNATURE);
        if (id == null || seconds == null || given == null) {
            return Optional.of("it is not signed: send " + ID + ", " + TIMESTAMP + " and " + SIGNATURE);
        }
        byte[] expected = signature(id, seconds, body).getBytes(StandardCharsets.UTF_8);
        boolean signed = false;
        for (String each : given.split(" ", SIGNATURES_MAX)) {
            signed |= MessageDigest.isEqual(expected, each.getBytes(StandardCharsets.UTF_8));
        }
        if (!signed) {
            return Optional.of("its signature is not ours: check the key at both ends");
        }
        if (!isWithin(seconds, now, tolerance)) {
            return Optional.of("it was signed too long ago, or one of the two clocks is wrong");
        }
        return Optional.empty();
    }

    private static boolean isWithin(String seconds, Instant now, Duration tolerance) {
        return seconds.matches("\\d{1,11}")
                && Duration.between(Instant.ofEpochSecond(Long.parseLong(seconds)), now)
                                .abs()
                                .compareTo(tolerance)
                        <= 0;
    }
}
