package io.tidegate.gateway.replenishment;

/**
 * In this share of the times between an order and its arrival there shall be enough.
 *
 * @param share above 0.5 and below 1
 */
public record ServiceLevel(double share) {

    public static final ServiceLevel DEFAULT = new ServiceLevel(0.95);

    public ServiceLevel {
        if (!(share > 0.5 && share < 1)) {
            throw new IllegalArgumentException("a service level is above 0.5 and below 1, not " + share);
        }
    }

    /** So many standard deviations above the mean: 1.645 for 0.95 (Abramowitz and Stegun 26.2.23, to 0.0005). */
    public double z() {
        double t = Math.sqrt(-2 * Math.log(1 - share));
        double above = 2.515517 + t * (0.802853 + t * 0.010328);
        double below = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308));
        return t - above / below;
    }
}
