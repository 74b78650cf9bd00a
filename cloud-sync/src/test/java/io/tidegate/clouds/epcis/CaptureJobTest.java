package io.tidegate.clouds.epcis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class CaptureJobTest {

    private static final String ERROR = "{\"type\":\"t\",\"title\":\"bad\",\"detail\":\"no such step\",\"status\":400}";

    @Test
    void what_is_not_finished_is_running() {
        assertEquals(
                new CaptureJob(true, Optional.of(true), Optional.empty(), false),
                CaptureJob.read("{\"captureID\":\"1\",\"running\":true,\"success\":true,\"errors\":[]}"));
    }

    @Test
    void the_first_error_is_the_reason() {
        assertEquals(
                new CaptureJob(false, Optional.of(false), Optional.of("no such step"), false),
                CaptureJob.read("{\"running\":false,\"success\":false,\"errors\":[" + ERROR + "," + ERROR + "]}"));
    }

    @Test
    void a_list_of_errors_that_was_cut_is_a_failure() {
        assertEquals(
                new CaptureJob(false, Optional.of(false), Optional.of("no such step"), false),
                CaptureJob.read("{\"captureID\":\"1\",\"errors\":[" + ERROR + ",{\"type\":\"t"));
    }

    @Test
    void an_event_that_is_there_already_is_no_failure() {
        String repeat = "{\"errors\":[{\"title\":\"known\",\"status\":409}],\"success\":false}";
        assertEquals(new CaptureJob(false, Optional.of(false), Optional.of("known"), true), CaptureJob.read(repeat));
    }

    @Test
    void something_else_says_nothing() {
        CaptureJob nothing = new CaptureJob(false, Optional.empty(), Optional.empty(), false);
        assertEquals(nothing, CaptureJob.read("<html>"));
        assertEquals(nothing, CaptureJob.read("[1,true]"));
        assertEquals(nothing, CaptureJob.read(""));
    }
}
