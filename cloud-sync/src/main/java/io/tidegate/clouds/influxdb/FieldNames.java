package io.tidegate.clouds.influxdb;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names of fields, and values of tags, in InfluxDB. Nearly all stand there as they are. What it keeps for itself, or mangles, is written as a
 * percent sign and the character's number, which leads back to the one name that it stands for. Functions only.
 */
public final class FieldNames {

    /** Its own column, and our tags, which one question may name together with a field. */
    private static final Set<String> RESERVED = Set.of("time", "device", "gateway", "site", "type", Line.TIME_QUALITY);

    /** Control characters and backslashes; and what looks like a character written so, or it would be taken for one. */
    private static final Pattern WRITTEN_OTHERWISE = Pattern.compile("[\\x00-\\x1f\\x7f\\\\]|%(?=[0-9A-F]{2})");

    private static final Pattern WRITTEN = Pattern.compile("%([0-9A-F]{2})");

    private FieldNames() {}

    public static String toInflux(String name) {
        String plain = plain(name);
        // InfluxDB 2 keeps names that begin with an underscore for itself.
        return RESERVED.contains(plain) || plain.startsWith("_")
                ? written(plain.charAt(0)) + plain.substring(1)
                : plain;
    }

    public static String fromInflux(String name) {
        return WRITTEN.matcher(name).replaceAll(found -> {
            char meant = (char) Integer.parseInt(found.group(1), 16);
            return java.util.regex.Matcher.quoteReplacement(String.valueOf(meant));
        });
    }

    /** With what separates the parts of a line made part of the name. */
    static String inLines(String name) {
        return escaped(toInflux(name));
    }

    /** A tag's value in a line: what it is called stands on its left, so it may be any word. */
    static String tagInLines(String value) {
        return escaped(plain(value));
    }

    private static String plain(String text) {
        return WRITTEN_OTHERWISE
                .matcher(text)
                .replaceAll(found -> written(found.group().charAt(0)));
    }

    private static String escaped(String text) {
        return text.replace(",", "\\,").replace("=", "\\=").replace(" ", "\\ ");
    }

    private static String written(char character) {
        return String.format("%%%02X", (int) character);
    }
}
