package io.tidegate.clouds.s3;

import io.tidegate.site.S3Cloud;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Addresses of a bucket and what is in it, encoded as they are signed and sent. Immutable. */
final class Bucket {

    private static final String UNRESERVED = "-._~";

    private final String base;
    private final String list;

    Bucket(S3Cloud config) {
        URI url = config.url();
        String path = encoded(url.getPath().replaceFirst("/+$", ""));
        this.base = config.pathStyle()
                ? url.getScheme() + "://" + url.getRawAuthority() + path + "/" + encoded(config.bucket())
                : url.getScheme() + "://" + config.bucket() + "." + url.getRawAuthority() + path;
        this.list = (config.pathStyle() ? base : base + "/") + "?list-type=2&max-keys=1";
    }

    URI object(String key) {
        return URI.create(base + "/" + encoded(key));
    }

    /** Of which one name at most is listed. */
    URI list() {
        return URI.create(list);
    }

    /** As the header of HTTP names it: without a port where it is the usual one. */
    static String host(URI address) {
        int usual = address.getScheme().equals("https") ? 443 : 80;
        boolean named = address.getPort() >= 0 && address.getPort() != usual;
        return address.getHost() + (named ? ":" + address.getPort() : "");
    }

    /** Each byte but letters, digits, {@code -._~} and the slashes between steps (RFC 3986, section 2.3). */
    private static String encoded(String path) {
        StringBuilder encoded = new StringBuilder();
        for (byte each : path.getBytes(StandardCharsets.UTF_8)) {
            char letter = (char) (each & 0xff);
            boolean plain = letter < 0x80 && (Character.isLetterOrDigit(letter) || UNRESERVED.indexOf(letter) >= 0);
            encoded.append(plain || letter == '/' ? letter : String.format(Locale.ROOT, "%%%02X", (int) letter));
        }
        return encoded.toString();
    }
}
