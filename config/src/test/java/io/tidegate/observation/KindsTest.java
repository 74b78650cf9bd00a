package io.tidegate.observation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KindsTest {

    @Test
    void all_kinds_of_observations_are_listed() {
        Set<String> kinds =
                new TreeSet<>(records(Observation.class).map(KindsTest::kind).toList());
        assertEquals(kinds, new TreeSet<>(Observation.KINDS));
        assertEquals(10, kinds.size());
    }

    private static Stream<Class<?>> records(Class<?> type) {
        return type.isRecord()
                ? Stream.of(type)
                : Stream.of(type.getPermittedSubclasses()).flatMap(KindsTest::records);
    }

    private static String kind(Class<?> observation) {
        try {
            return (String) observation.getField("KIND").get(null);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(observation + " has no KIND", e);
        }
    }
}
