package io.tidegate.sync;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** Where time and chance come from. Immutable. */
record Times(Clock clock, LongSupplier nanoTime, RandomGenerator chance) {

    static Times real(Clock clock) {
        return new Times(clock, System::nanoTime, new ChanceOfTheThread());
    }

    /** The other, where the one is not to be waited for. */
    static Duration soonest(Duration one, Duration other) {
        return one.isPositive() && one.compareTo(other) < 0 ? one : other;
    }

    /** The generator of whichever thread asks, since the courier's thread does not exist yet when this is made. */
    private record ChanceOfTheThread() implements RandomGenerator {
        @Override
        public long nextLong() {
            return ThreadLocalRandom.current().nextLong();
        }
    }
}
