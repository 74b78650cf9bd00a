package io.tidegate.site;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

/**
 * When and how much may go to one cloud; always and all, where nothing is said. Sizes are those of entries as JSON, before
 * compression. Immutable.
 *
 * @param hours of the day in which it may
 * @param perSecond bytes, at least 1 KiB
 * @param perDay bytes of a day of the site
 * @param perMonth bytes of a month of the site
 * @param requestsPerMinute deliveries
 * @param metered network interfaces that cost money: while the default route goes over one of them it may not
 * @param urgent whether what happens to goods goes all the same
 */
public record Limits(
        Optional<Hours> hours,
        Optional<Long> perSecond,
        Optional<Long> perDay,
        Optional<Long> perMonth,
        Optional<Integer> requestsPerMinute,
        List<String> metered,
        boolean urgent) {

    public static final Limits NONE = new Limits(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of(), true);

    private static final int METERED_MAX = 8;
    private static final Scalar<Long> RATE = Scalars.bytes("64 KiB", 1024, 1L << 30);
    private static final Scalar<Long> VOLUME = Scalars.bytes("50 MB", 64 * 1024, 1L << 50);

    /** As Linux names them: 15 characters at most, without a slash or a blank. */
    private static final Scalar<String> INTERFACE = new Scalar<>(Scalar.Type.TEXT, "wwan0", "wwan0", text -> {
        if (!text.matches("[^/\\s]{1,15}")) {
            throw new Unfit(
                    "'" + text + "' is no network interface. Write its name as 'ip link' shows it, such as wwan0.");
        }
        return text;
    });

    /**
     * Of each day, from the one up to before the other; over midnight where that is earlier.
     *
     * @param to another than {@code from}
     */
    public record Hours(LocalTime from, LocalTime to) {

        static final Scalar<Hours> SCALAR = new Scalar<>(
                Scalar.Type.TEXT, "22:00-06:00", new Hours(LocalTime.MIDNIGHT, LocalTime.NOON), Hours::read);

        private static Hours read(String text) throws Unfit {
            Hours hours = parsed(text);
            if (hours.from.equals(hours.to)) {
                throw new Unfit("'" + text + "' is no time at all. Leave the key out for the whole day.");
            }
            return hours;
        }

        private static Hours parsed(String text) throws Unfit {
            String[] ends = text.split("-", -1);
            try {
                if (ends.length == 2) {
                    return new Hours(Scalars.time(ends[0].strip()), Scalars.time(ends[1].strip()));
                }
            } catch (Unfit oneEnd) {
                // Told of both: who mends the one by itself has no hours yet.
            }
            throw new Unfit("'" + text + "' are no hours. Write them like 22:00-06:00.");
        }

        public boolean hold(LocalTime time) {
            boolean late = !time.isBefore(from);
            boolean early = time.isBefore(to);
            return from.isBefore(to) ? late && early : late || early;
        }

        /** When they begin next. */
        public Instant next(Instant now, ZoneId zone) {
            ZonedDateTime today = now.atZone(zone).with(from);
            return (today.toInstant().isAfter(now) ? today : today.plusDays(1)).toInstant();
        }

        @Override
        public String toString() {
            return from + "-" + to;
        }
    }

    static Limits read(Mapping section) {
        Limits limits = new Limits(
                section.maybe("hours", Hours.SCALAR),
                section.maybe("perSecond", RATE),
                section.maybe("perDay", VOLUME),
                section.maybe("perMonth", VOLUME),
                section.maybe("requestsPerMinute", Scalars.whole("60", 1, 6_000)),
                section.values("metered", INTERFACE, METERED_MAX),
                section.optional("urgent", Scalars.FLAG, true));
        section.close();
        return limits;
    }

    /** At this rate where none is named. */
    Limits paced(long bytesPerSecond) {
        return new Limits(
                hours,
                perSecond.or(() -> Optional.of(bytesPerSecond)),
                perDay,
                perMonth,
                requestsPerMinute,
                metered,
                urgent);
    }

    void show(YamlWriter yaml) {
        if (equals(NONE)) {
            return;
        }
        yaml.section("limits", () -> {
            hours.ifPresent(time -> yaml.text("hours", time.toString()));
            perSecond.ifPresent(bytes -> yaml.bare("perSecond", Quantities.text(bytes)));
            perDay.ifPresent(bytes -> yaml.bare("perDay", Quantities.text(bytes)));
            perMonth.ifPresent(bytes -> yaml.bare("perMonth", Quantities.text(bytes)));
            requestsPerMinute.ifPresent(requests -> yaml.bare("requestsPerMinute", requests));
            if (!metered.isEmpty()) {
                yaml.texts("metered", metered);
            }
            yaml.bare("urgent", urgent);
        });
    }
}
