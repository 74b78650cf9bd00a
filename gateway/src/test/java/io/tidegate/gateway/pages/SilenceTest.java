package io.tidegate.gateway.pages;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.driver.Conditioning;
import io.tidegate.gateway.live.LiveDevice;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Value;
import io.tidegate.site.FieldProfile;
import io.tidegate.site.Profile;
import io.tidegate.site.Profiles;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When the pages call a device silent. */
class SilenceTest {

    private static final Instant TEN = Instant.parse("2026-11-23T10:00:00Z");

    /** One that is heard each minute. */
    private static final LiveDevice FRIDGE = new LiveDevice(
            new DeviceId("fridge-2"),
            1,
            1,
            Map.of("temperature", new LiveDevice.Field(Value.of(3.4), TEN, TEN)),
            Optional.empty(),
            Optional.empty(),
            TEN.minusSeconds(600),
            TEN,
            Duration.ofMinutes(1));

    private static Rooms.Fields fields(double deadband) {
        return new Rooms.Fields(
                new Profiles(List.of(new Profile(
                        "fridge",
                        "fridge-*",
                        Map.of(
                                "temperature",
                                new FieldProfile(
                                        Optional.of("Cel"),
                                        FieldProfile.Kind.GAUGE,
                                        Map.of(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        deadband,
                                        Duration.ZERO,
                                        Duration.ofMinutes(20)))))),
                Conditioning.none());
    }

    private static boolean silent(double deadband, int minutes) {
        return fields(deadband).silent(FRIDGE, TEN.plus(Duration.ofMinutes(minutes)));
    }

    @Test
    void after_five_of_its_usual_gaps() {
        assertFalse(silent(0, 5));
        assertTrue(silent(0, 6));
    }

    @Test
    void one_whose_readings_are_thinned_out_only_when_it_should_have_been_recorded_all_the_same() {
        assertFalse(silent(0.2, 30));
        assertTrue(silent(0.2, 31));
    }
}
