package io.tidegate.gateway.live;

import java.util.Arrays;

/**
 * A number's last hour, minute by minute, the oldest first; NaN in all three where nothing was said in a minute.
 *
 * @param means of the values of each minute
 * @param lows the smallest value of each
 * @param highs the largest
 */
public record HourOfMinutes(float[] means, float[] lows, float[] highs) {

    static HourOfMinutes empty() {
        return new HourOfMinutes(silence(), silence(), silence());
    }

    private static float[] silence() {
        float[] minutes = new float[LastHour.MINUTES];
        Arrays.fill(minutes, Float.NaN);
        return minutes;
    }
}
