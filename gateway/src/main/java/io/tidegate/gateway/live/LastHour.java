package io.tidegate.gateway.live;

import java.util.Arrays;
import java.util.Locale;

/**
 * The minutes of one field's last hour, for the small chart beside it: of each its mean, and its smallest and largest value,
 * since a fridge's short peak does not show in a mean. Used under the lock of its device.
 *
 * <p>In memory rather than read from the history, since the first page of a morning would ask for every device's hour at
 * once, and since the chart should be there while an InfluxDB is not.
 */
final class LastHour {

    static final int MINUTES = 60;

    private static final long MINUTE_MILLIS = 60_000;

    private static final long NEVER = Long.MIN_VALUE / 2;

    private final float[] sums = new float[MINUTES];
    private final int[] counts = new int[MINUTES];

    /** Of a minute without a value they mean nothing. */
    private final float[] lows = new float[MINUTES];

    private final float[] highs = new float[MINUTES];
    private long newestMinute = NEVER;

    /** @param recordedMillis when the journal took it: nothing was later than that, whatever its device says */
    void add(long atMillis, long recordedMillis, double value) {
        long arrived = Math.floorDiv(recordedMillis, MINUTE_MILLIS);
        long minute = Math.min(Math.floorDiv(atMillis, MINUTE_MILLIS), arrived);
        if (newestMinute > arrived + 1) {
            // The clock was set back: what it said before would hide all that comes.
            newestMinute = NEVER;
        }
        if (minute <= newestMinute - MINUTES) {
            return;
        }
        forgetUntil(minute);
        int slot = Math.floorMod(minute, MINUTES);
        float said = (float) value;
        lows[slot] = counts[slot] == 0 ? said : Math.min(lows[slot], said);
        highs[slot] = counts[slot] == 0 ? said : Math.max(highs[slot], said);
        sums[slot] += said;
        counts[slot]++;
    }

    private void forgetUntil(long minute) {
        if (minute <= newestMinute) {
            return;
        }
        if (minute - newestMinute >= MINUTES) {
            Arrays.fill(counts, 0);
            Arrays.fill(sums, 0);
        } else {
            for (long gone = newestMinute + 1; gone <= minute; gone++) {
                counts[Math.floorMod(gone, MINUTES)] = 0;
                sums[Math.floorMod(gone, MINUTES)] = 0;
            }
        }
        newestMinute = minute;
    }

    /** The hour's {@link #MINUTES} minutes up to a moment. */
    HourOfMinutes until(long nowMillis) {
        long last = Math.floorDiv(nowMillis, MINUTE_MILLIS);
        HourOfMinutes hour = HourOfMinutes.empty();
        for (int i = 0; i < MINUTES; i++) {
            long minute = last - MINUTES + 1 + i;
            int slot = Math.floorMod(minute, MINUTES);
            if (minute <= newestMinute && minute > newestMinute - MINUTES && counts[slot] > 0) {
                hour.means()[i] = sums[slot] / counts[slot];
                hour.lows()[i] = lows[slot];
                hour.highs()[i] = highs[slot];
            }
        }
        return hour;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "the hour until minute %d", newestMinute);
    }
}
