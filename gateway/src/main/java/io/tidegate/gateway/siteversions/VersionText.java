package io.tidegate.gateway.siteversions;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A version as people may see it. Immutable.
 *
 * @param text with the queries of addresses masked, since many hold a key
 * @param diff a unified one from the version that was in force before; empty where nothing differs, where that one is no
 *     longer kept, or where both are too long to be compared
 */
public record VersionText(SiteVersion version, String text, List<String> diff) {

    private static final Pattern QUERY = Pattern.compile("(://[^\\s\"'?]*\\?)[^\\s\"',}]+");

    public VersionText {
        diff = List.copyOf(diff);
    }

    static String masked(String text) {
        return QUERY.matcher(text).replaceAll("$1***");
    }
}
