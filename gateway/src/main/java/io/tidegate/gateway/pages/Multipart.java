package io.tidegate.gateway.pages;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file as a form of a browser sends it (RFC 7578). Immutable.
 *
 * @param name of the file, as the browser says it
 */
record Multipart(String name, byte[] content) {

    private static final Pattern BOUNDARY = Pattern.compile(
            "multipart/form-data\\s*;(?:.*;)?\\s*boundary=(?:\"([^\"]{1,70})\"|([^\\s;\"]{1,70})).*",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern FIELD =
            Pattern.compile("(?i)content-disposition:[^\\r\\n]*;\\s*name=\"([^\"\\r\\n]*)\"");

    private static final Pattern FILE = Pattern.compile("(?i);\\s*filename=\"([^\"\\r\\n]*)\"");

    private static final byte[] END_OF_HEADERS = {'\r', '\n', '\r', '\n'};

    /**
     * @param field of the form that holds it
     * @return empty where the body is no form, or the file is not in it
     */
    static Optional<Multipart> file(String contentType, byte[] body, String field) {
        return part(contentType, body, field, true);
    }

    /** What is typed or ticked in a field beside the file; empty where the body has no such field. */
    static Optional<String> text(String contentType, byte[] body, String field) {
        return part(contentType, body, field, false).map(part -> new String(part.content, StandardCharsets.UTF_8));
    }

    private static Optional<Multipart> part(String contentType, byte[] body, String field, boolean isFile) {
        Matcher said = BOUNDARY.matcher(contentType.strip());
        if (!said.matches()) {
            return Optional.empty();
        }
        String boundary = said.group(1) == null ? said.group(2) : said.group(1);
        byte[] between = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        // The first one has no line before it.
        int at = indexOf(body, Arrays.copyOfRange(between, 2, between.length), 0);
        while (at >= 0) {
            int headers = at + between.length - (at == 0 ? 2 : 0);
            int content = indexOf(body, END_OF_HEADERS, headers);
            int end = content < 0 ? -1 : indexOf(body, between, content + 2);
            if (end < 0) {
                return Optional.empty();
            }
            String text = new String(body, headers, content - headers, StandardCharsets.UTF_8);
            Matcher name = FIELD.matcher(text);
            Matcher file = FILE.matcher(text);
            if (name.find() && name.group(1).equals(field) && file.find() == isFile) {
                int from = content + END_OF_HEADERS.length;
                return Optional.of(new Multipart(
                        isFile ? file.group(1) : "", Arrays.copyOfRange(body, from, Math.max(from, end))));
            }
            at = end;
        }
        return Optional.empty();
    }

    private static int indexOf(byte[] all, byte[] wanted, int from) {
        for (int at = from; at <= all.length - wanted.length; at++) {
            if (Arrays.equals(all, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        return -1;
    }
}
