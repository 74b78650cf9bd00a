package io.tidegate.gateway.traceability;

import io.tidegate.gateway.history.Course;
import io.tidegate.gateway.history.History;
import io.tidegate.gateway.history.Point;
import io.tidegate.gateway.history.Series;
import io.tidegate.gateway.history.Span;
import io.tidegate.gateway.history.Steps;
import io.tidegate.gateway.inventory.Stays;
import io.tidegate.observation.DeviceId;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which lots stood where while it was too warm, or too cold, there: the readings of the device that watches a location, and
 * what the ledger says was there. Safe from any thread; reads the database, so never on an event loop.
 */
public final class ColdChain {

    /** So much time is looked at in one question at most. */
    public static final Duration SPAN_MAX = Duration.ofDays(92);

    /** Intervals, and gaps, in one answer at most. */
    static final int INTERVALS_MAX = 500;

    /** Read from the history at once: minutes of it are below what it tells in one answer. */
    private static final Duration SLICE = Duration.ofDays(5);

    private final History history;
    private final Stays stays;

    public ColdChain(History history, Stays stays) {
        this.history = history;
        this.stays = stays;
    }

    /**
     * What is asked for.
     *
     * @param device that watches the location, by this field
     * @param silentAfter so long after its last reading nobody knows how warm it is
     */
    public record Question(
            String location,
            DeviceId device,
            String field,
            Limits limits,
            Instant from,
            Instant to,
            Duration silentAfter) {

        /** @throws IllegalArgumentException when it is about no time, or about too much */
        public Question {
            if (!from.isBefore(to)) {
                throw new IllegalArgumentException("'from' is not before 'to'");
            }
            if (Duration.between(from, to).compareTo(SPAN_MAX) > 0) {
                throw new IllegalArgumentException("from 'from' to 'to' are more than " + SPAN_MAX.toDays() + " days");
            }
        }
    }

    /** @throws IOException saying in staff's words why the history cannot answer now */
    public Exposures exposures(Question question) throws IOException, SQLException {
        List<Sample> samples = new ArrayList<>();
        boolean late = read(question, samples);
        Watched watched = Watched.of(
                samples, new Watched.Terms(question.from, question.to, question.limits, question.silentAfter));
        ExposureTally tally = new ExposureTally(watched);
        if (!watched.excursions().isEmpty() || !watched.gaps().isEmpty()) {
            stays.each(question.location, question.from, question.to, tally::add);
        }
        Duration resolution = samples.stream()
                .map(Sample::step)
                .max(Comparator.naturalOrder())
                .orElse(Steps.MINUTE);
        return tally.told(resolution, late);
    }

    /** Also what was said last before. Returns whether the newest is missing. */
    private boolean read(Question question, List<Sample> samples) throws IOException {
        Series series = new Series(question.device, question.field);
        Instant next = question.from.minus(question.silentAfter);
        next = next.isBefore(Span.EARLIEST) ? Span.EARLIEST : next;
        boolean late = false;
        while (next.isBefore(question.to)) {
            // Slices end with a whole hour, so that none is told twice.
            Instant end = Instant.ofEpochSecond(
                    (next.plus(SLICE).getEpochSecond() / Steps.HOUR.toSeconds()) * Steps.HOUR.toSeconds());
            end = end.isAfter(question.to) ? question.to : end;
            late |= slice(series, new Span(next, end), samples);
            next = end;
        }
        return late;
    }

    /** By the minute; an hour of which only the summary is left, by that. */
    private boolean slice(Series series, Span span, List<Sample> into) throws IOException {
        Course minutes = history.course(series, span, Steps.MINUTE);
        List<Sample> slice = new ArrayList<>();
        Set<Long> hours = new HashSet<>();
        for (Point point : minutes.points()) {
            slice.add(Sample.of(point, minutes.step()));
            hours.add(hour(point));
        }
        if (hours.isEmpty()
                || hours.size() < Duration.between(span.from(), span.to()).toHours()) {
            Course summaries = history.course(series, span, Steps.HOUR);
            summaries.points().stream()
                    .filter(point -> !hours.contains(hour(point)))
                    .forEach(point -> slice.add(Sample.of(point, summaries.step())));
            slice.sort(Comparator.comparing(Sample::from));
        }
        into.addAll(slice);
        return minutes.cut();
    }

    private static long hour(Point point) {
        return point.start().getEpochSecond() / Steps.HOUR.toSeconds();
    }
}
