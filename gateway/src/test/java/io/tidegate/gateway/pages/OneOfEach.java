package io.tidegate.gateway.pages;

import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Value;
import java.time.Instant;
import java.util.List;

/** A past with one of everything. */
record OneOfEach() implements Past {

    @Override
    public List<Point> between(Field field, Instant from, Instant to, int pointsMax) {
        return List.of(new Point(from, 1, 2, 3, 4));
    }

    @Override
    public Moments values(Field field, Instant from, Instant to, int limit) {
        return new Moments(limit == 1, List.of(new Moment(from, Value.of("defrost"))));
    }

    @Override
    public List<Field> fields() {
        return List.of(new Field(new DeviceId("fridge-2"), "mode"));
    }
}
