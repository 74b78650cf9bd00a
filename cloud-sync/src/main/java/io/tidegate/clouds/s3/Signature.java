package io.tidegate.clouds.s3;

import static java.util.Objects.requireNonNull;

import io.tidegate.digest.Digests;
import io.tidegate.site.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * Signs requests as S3 wants it: AWS Signature Version 4 in the Authorization header, with all of the body in one piece ("Signature
 * Calculations for the Authorization Header: Transferring Payload in a Single Chunk"). Immutable.
 */
record Signature(String accessKey, Secret secretKey, String region) {

    static final String BODY_DIGEST = "x-amz-content-sha256";
    static final String TIME = "x-amz-date";

    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final int DATE_LENGTH = "20261129".length();

    /** What stands under {@link #BODY_DIGEST}. */
    static String digest(byte[] body) {
        return hex(Digests.sha256(body));
    }

    /**
     * The value of the header.
     *
     * @param address its path and query as they are sent, each byte encoded that RFC 3986 reserves
     * @param headers all that are signed, by their names in small letters: host, {@link #TIME}, {@link #BODY_DIGEST} and others
     */
    String of(String method, URI address, SortedMap<String, String> headers) {
        String time = requireNonNull(headers.get(TIME));
        String date = time.substring(0, DATE_LENGTH);
        String scope = date + "/" + region + "/s3/aws4_request";
        String names = String.join(";", headers.keySet());
        String lines = headers.entrySet().stream()
                .map(header -> header.getKey() + ":" + header.getValue().strip() + "\n")
                .collect(Collectors.joining());
        String request =
                String.join("\n", method, address.getRawPath(), query(address), lines, names, headers.get(BODY_DIGEST));
        String text = String.join("\n", ALGORITHM, time, scope, hex(Digests.sha256(utf8(request))));
        byte[] key = utf8("AWS4" + secretKey.reveal());
        for (String part : new String[] {date, region, "s3", "aws4_request"}) {
            key = Digests.hmacSha256(key, utf8(part));
        }
        return ALGORITHM + " Credential=" + accessKey + "/" + scope + ",SignedHeaders=" + names + ",Signature="
                + hex(Digests.hmacSha256(key, utf8(text)));
    }

    private static String query(URI address) {
        String query = address.getRawQuery();
        return query == null
                ? ""
                : Arrays.stream(query.split("&"))
                        .map(each -> each.contains("=") ? each : each + "=")
                        .sorted()
                        .collect(Collectors.joining("&"));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
