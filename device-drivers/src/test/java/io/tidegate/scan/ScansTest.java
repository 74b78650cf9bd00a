package io.tidegate.scan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.driver.RememberingRecorder;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Parked;
import io.tidegate.observation.Symbology;
import io.tidegate.site.CodeText;
import io.tidegate.testing.HandClock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScansTest {

    private static final DeviceId TILL = new DeviceId("till-1");

    private final RememberingRecorder journal = new RememberingRecorder();
    private final HandClock clock = new HandClock();

    private Scans scans(String prefix, String suffix, String gs) {
        Optional<String> substitute = gs.isEmpty() ? Optional.empty() : Optional.of(gs);
        return new Scans(TILL, "/dev/ttyUSB0", new CodeText(prefix, suffix, substitute), clock);
    }

    private boolean recorded(Scans scans, String sent) throws InterruptedException {
        return scans.record(new Heard(sent, Optional.empty()), journal);
    }

    private void assertScan(String data, Symbology symbology) {
        assertEquals(List.of(new Observation.Scan(TILL, clock.instant(), data, symbology)), journal.seen());
    }

    @Test
    void a_bare_code_is_recorded_as_it_is() throws Exception {
        assertTrue(recorded(scans("", "", ""), "4006381333931"));
        assertScan("4006381333931", Symbology.UNKNOWN);
    }

    @Test
    void the_identifier_becomes_the_symbology() throws Exception {
        assertTrue(recorded(scans("", "", ""), "]E04006381333931"));
        assertScan("4006381333931", Symbology.EAN_13);
    }

    @Test
    void a_composite_keeps_its_second_part() throws Exception {
        assertTrue(recorded(scans("", "", ""), "]E04006381333931|]e0\u001d10ABC"));
        assertScan("4006381333931|]e0\u001d10ABC", Symbology.EAN_13);
    }

    @Test
    void what_the_scanner_adds_is_taken_away_before_the_identifier_is_looked_for() throws Exception {
        assertTrue(recorded(scans("S1:", "#", ""), "S1:]C10104006381333931#"));
        assertScan("0104006381333931", Symbology.GS1_128);
    }

    @Test
    void a_substitute_becomes_the_separator_again() throws Exception {
        assertTrue(recorded(scans("", "", "{GS}"), "]d2010400638133393110AB{GS}17261231{GS}"));
        assertScan("010400638133393110AB\u001d17261231\u001d", Symbology.GS1_DATA_MATRIX);
    }

    @Test
    void what_is_not_as_the_site_file_says_is_set_aside() throws Exception {
        Scans scans = scans("S1:", "", "");
        assertFalse(recorded(scans, "4006381333931"));
        Parked parked = journal.parked().getFirst();
        assertEquals("till-1", parked.source());
        assertEquals("/dev/ttyUSB0", parked.address());
        assertEquals("4006381333931", new String(parked.payload(), UTF_8));
        assertTrue(parked.reason().contains("does not begin with 'S1:'"), parked.reason());
        assertEquals(Map.of("parked", 1L), scans.counts());
        assertEquals(List.of(), journal.seen());
    }

    @Test
    void a_prefix_and_suffix_that_would_overlap_are_not_both_there() throws Exception {
        assertFalse(recorded(scans("aba", "aba", ""), "ababa"));
    }

    @Test
    void nothing_and_more_than_the_largest_code_are_set_aside() throws Exception {
        Scans scans = scans("S", "", "");
        assertFalse(recorded(scans, "S"));
        assertFalse(recorded(scans, "S" + "1".repeat(Observation.Scan.DATA_LENGTH_MAX + 1)));
        assertTrue(recorded(scans, "S" + "1".repeat(Observation.Scan.DATA_LENGTH_MAX)));
        assertEquals(2, journal.parked().size());
        assertEquals(Parked.PAYLOAD_BYTES_MAX, journal.parked().get(1).payload().length);
    }
}
