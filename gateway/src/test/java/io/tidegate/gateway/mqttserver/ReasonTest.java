package io.tidegate.gateway.mqttserver;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReasonTest {

    /** MQTT 5.0, table 3-1. */
    private static final Set<Integer> OF_CONNACK = Set.of(
            0x80, 0x81, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8A, 0x8C, 0x90, 0x95, 0x97, 0x99, 0x9A, 0x9B,
            0x9C, 0x9D, 0x9F);

    @ParameterizedTest
    @EnumSource(Reason.class)
    void connack_says_only_what_it_may(Reason reason) {
        assertTrue(OF_CONNACK.contains(reason.connackV5()), reason.name());
    }
}
