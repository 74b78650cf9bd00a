package io.tidegate.site;

import java.time.LocalTime;

/**
 * How the site decides what to order. Immutable.
 *
 * @param at when it is computed each night, by the site's clock
 * @param review days from one look at the proposals to the next
 * @param cover days that an order shall last
 * @param serviceLevel in this share of the times between an order and its arrival there shall be enough
 */
public record OrderSettings(LocalTime at, int review, int cover, double serviceLevel) {

    public static final OrderSettings DEFAULT = new OrderSettings(LocalTime.of(3, 0), 1, 7, 0.95);

    public static final int DAYS_MAX = 365;
    public static final double SERVICE_LEVEL_MIN = 0.51;
    public static final double SERVICE_LEVEL_MAX = 0.999;
}
