package io.tidegate.clouds.mqtt;

import io.tidegate.digest.Digests;
import io.tidegate.site.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/**
 * A token by which a device shows an Azure IoT Hub for a while that it has its key ("Control access to IoT Hub by using shared
 * access signatures"). Immutable.
 *
 * @param token in place of a password
 * @param made by the gateway's clock, as is the end that the token names: the hub holds it against its own
 */
record SharedAccessSignature(Secret token, Instant made) {

    private static final Duration LIFETIME = Duration.ofHours(1);

    /** The hub ends the connection with the token, so that a new one must stand before; and clocks differ. */
    private static final Duration RENEWED_AFTER = Duration.ofMinutes(45);

    /** @param resource what it opens, such as {@code hub.azure-devices.net/devices/gw-1} */
    static SharedAccessSignature of(String resource, Secret key, Instant now) {
        String encoded = encoded(resource);
        long end = now.plus(LIFETIME).getEpochSecond();
        String signature = encoded(signed(encoded + "\n" + end, key));
        return new SharedAccessSignature(
                new Secret(key.reference(), "SharedAccessSignature sr=" + encoded + "&sig=" + signature + "&se=" + end),
                now);
    }

    private static String signed(String text, Secret key) {
        byte[] signature =
                Digests.hmacSha256(Base64.getDecoder().decode(key.reveal()), text.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(signature);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Not any more, also, when the clock has been set back: nobody knows then how old it is. */
    boolean isFresh(Instant now) {
        return !now.isBefore(made) && now.isBefore(made.plus(RENEWED_AFTER));
    }
}
