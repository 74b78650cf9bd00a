package io.tidegate.clouds.sparkplug;

import io.tidegate.observation.Observation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A field of a device, as the host application knows it: what it was told in this session, and what of that is certain to have
 * been read. Used by one thread.
 */
final class Metric {

    /**
     * The present as the host application sees it.
     *
     * @param value null before the first
     * @param at of the newest reading that it stands for
     * @param fresh whether this run of the program has seen it, and the device was not lost since
     */
    record Told(@Nullable Content value, Instant at, boolean fresh) {

        static final Told NOTHING = new Told(null, Observation.EARLIEST, false);

        private Told as(Datatype type) {
            return value == null ? this : new Told(type.fit(value), at, fresh);
        }

        private Told stale() {
            return new Told(value, at, false);
        }
    }

    private final String name;
    private final long alias;
    private Datatype type;
    private Told told;
    private Told settled;

    /** @param alias unique in the node, and the same as long as the program runs */
    Metric(String name, long alias, Datatype type, Told told) {
        this.name = name;
        this.alias = alias;
        this.type = type;
        this.told = told;
        this.settled = told;
    }

    String name() {
        return name;
    }

    long alias() {
        return alias;
    }

    Datatype type() {
        return type;
    }

    Told told() {
        return told;
    }

    /** What is certain to have been read. */
    Told settled() {
        return settled;
    }

    /** A field that has shown values of two types is text from then on: a new birth for each change would help nobody. */
    void becomeText() {
        type = Datatype.STRING;
        told = told.as(type);
        settled = settled.as(type);
    }

    void tell(Content value, Instant at) {
        told = new Told(value, at, true);
    }

    void stale() {
        told = told.stale();
        settled = settled.stale();
    }

    /** What was told is certain to have been read. */
    void settle() {
        settled = told;
    }

    /** Whatever was told since is not. */
    void forget() {
        told = settled;
    }
}
