package io.tidegate.site;

import java.time.ZoneId;
import java.util.Locale;

/**
 * The shop or factory.
 *
 * @param timezone the zone in which pages show times; everything stored is in UTC
 * @param locale the language and number format of the pages
 */
public record Site(String id, String name, ZoneId timezone, Locale locale) {}
