package io.tidegate.gateway.history;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Fields' names in InfluxDB. Nearly all stand there as they are. What it keeps for itself, or mangles, is written as a
 * percent sign and the character's number, which leads back to the one name that it stands for. Functions only.
 */
final class FieldNames {

    /** Its own column, and our tags, which one question may name together with a field. */
    private static final Set<String> RESERVED = Set.of("time", "device", "gateway", "site", "type");

    /** Control characters and backslashes; and what looks like a character written so, or it would be taken for one. */
    private static final Pattern WRITTEN_OTHERWISE = Pattern.compile("[\\x00-\\x1f\\x7f\\\\]|%(?=[0-9A-F]{2})");

    private static final Pattern WRITTEN = Pattern.compile("%([0-9A-F]{2})");

    private FieldNames() {}

    static String toInflux(String name) {
        String plain = WRITTEN_OTHERWISE
                .matcher(name)
                .replaceAll(found -> written(found.group().charAt(0)));
        // InfluxDB 2 keeps names that begin with an underscore for itself.
        return RESERVED.contains(plain) || plain.startsWith("_")
                ? written(plain.charAt(0)) + plain.substring(1)
                : plain;
    }

    static String fromInflux(String name) {
        return WRITTEN.matcher(name).replaceAll(found -> {
            char meant = (char) Integer.parseInt(found.group(1), 16);
            return java.util.regex.Matcher.quoteReplacement(String.valueOf(meant));
        });
    }

    /** With what separates the parts of a line made part of the name. */
    static String inLines(String name) {
        return toInflux(name).replace(",", "\\,").replace("=", "\\=").replace(" ", "\\ ");
    }

    private static String written(char character) {
        return String.format("%%%02X", (int) character);
    }
}
