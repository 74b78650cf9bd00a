package io.tidegate.gateway;

import io.tidegate.gateway.history.History;
import io.tidegate.gateway.history.Series;
import io.tidegate.gateway.history.Span;
import io.tidegate.gateway.history.Timeline;
import io.tidegate.gateway.pages.Past;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The history in the pages' words. Safe from any worker thread. */
record SitePast(History history) implements Past {

    @Override
    public List<Point> between(Field field, Instant from, Instant to, int pointsMax) throws IOException {
        Optional<Span> span = span(from, to);
        if (span.isEmpty()) {
            return List.of();
        }
        return history.course(series(field), span.get(), pointsMax).points().stream()
                .map(point -> new Point(point.start(), point.min(), point.mean(), point.max(), point.count()))
                .toList();
    }

    @Override
    public Moments values(Field field, Instant from, Instant to, int limit) throws IOException {
        Optional<Span> span = span(from, to);
        if (span.isEmpty()) {
            return new Moments(false, List.of());
        }
        Timeline found = history.values(series(field), span.get(), limit);
        return new Moments(
                found.cut(),
                found.moments().stream()
                        .map(moment -> new Moment(moment.at(), moment.value()))
                        .toList());
    }

    @Override
    public List<Field> fields() throws IOException {
        return history.series().stream()
                .map(series -> new Field(series.device(), series.field()))
                .toList();
    }

    private static Series series(Field field) {
        return new Series(field.device(), field.name());
    }

    /** Within what a history can name; empty when nothing is. */
    private static Optional<Span> span(Instant from, Instant to) {
        Instant first = from.isBefore(Span.EARLIEST) ? Span.EARLIEST : from;
        Instant end = to.isAfter(Span.LATEST) ? Span.LATEST : to;
        return first.isBefore(end) ? Optional.of(new Span(first, end)) : Optional.empty();
    }
}
