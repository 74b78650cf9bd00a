package io.tidegate.clouds.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.site.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The examples that AWS publishes ("Signature Calculations for the Authorization Header", Amazon S3 API reference). */
class SignatureTest {

    private static final String HOST = "examplebucket.s3.amazonaws.com";

    private static final Signature SIGNATURE = new Signature(
            "AKIAIOSFODNN7EXAMPLE", new Secret("${env:KEY}", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"), "us-east-1");

    private static String signed(String method, String path, Map<String, String> headers, String body) {
        SortedMap<String, String> all = new TreeMap<>(headers);
        all.put("host", HOST);
        all.put(Signature.TIME, "20130524T000000Z");
        all.put(Signature.BODY_DIGEST, Signature.digest(body.getBytes(StandardCharsets.UTF_8)));
        return SIGNATURE.of(method, URI.create("https://" + HOST + path), all);
    }

    private static String expected(String names, String signature) {
        return "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,SignedHeaders="
                + names + ",Signature=" + signature;
    }

    @Test
    void an_object_that_is_put() {
        assertEquals(
                expected(
                        "date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class",
                        "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd"),
                signed(
                        "PUT",
                        "/test%24file.text",
                        Map.of("date", "Fri, 24 May 2013 00:00:00 GMT", "x-amz-storage-class", "REDUCED_REDUNDANCY"),
                        "Welcome to Amazon S3."));
    }

    @Test
    void an_object_of_which_a_part_is_read() {
        assertEquals(
                expected(
                        "host;range;x-amz-content-sha256;x-amz-date",
                        "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"),
                signed("GET", "/test.txt", Map.of("range", "bytes=0-9"), ""));
    }

    @Test
    void a_question_without_a_value() {
        assertEquals(
                expected(
                        "host;x-amz-content-sha256;x-amz-date",
                        "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"),
                signed("GET", "/?lifecycle", Map.of(), ""));
    }

    @Test
    void a_list() {
        assertEquals(
                expected(
                        "host;x-amz-content-sha256;x-amz-date",
                        "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"),
                signed("GET", "/?max-keys=2&prefix=J", Map.of(), ""));
    }
}
