package io.tidegate.gateway.scanning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.site.ScanTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Printed codes that tell the gateway what to do. */
class ScanCommandTest {

    private static List<ScanCommand> all() {
        List<ScanCommand> all = new ArrayList<>(List.of(ScanCommand.Plain.values()));
        for (ScanTask task : ScanTask.values()) {
            all.add(new ScanCommand.Begin(task));
        }
        for (int times = 2; times <= 99; times++) {
            all.add(new ScanCommand.Times(times));
        }
        all.addAll(List.of(
                new ScanCommand.At("fridge-2"),
                new ScanCommand.TransferTo("back-room"),
                new ScanCommand.WasteFor("expired")));
        return all;
    }

    @Test
    void each_is_read_as_it_is_printed() {
        for (ScanCommand command : all()) {
            assertEquals(Optional.of(command), ScanCommand.parse(command.text()), command.text());
        }
    }

    @Test
    void the_letters_of_its_own_words_are_typed_alike_on_every_keyboard() {
        for (ScanCommand command : List.<ScanCommand>of(ScanCommand.Plain.values())) {
            assertTrue(command.text().matches("[A-X ]+"), command.text());
            assertFalse(command.text().matches(".*[YZ].*"), command.text());
        }
        for (ScanTask task : ScanTask.values()) {
            assertFalse(new ScanCommand.Begin(task).text().matches(".*[YZ-].*"), task.name());
        }
    }

    @Test
    void a_scanner_that_types_small_letters_is_understood_too() {
        assertEquals(Optional.of(new ScanCommand.Begin(ScanTask.RECEIVE)), ScanCommand.parse("tidegate receive"));
        assertEquals(Optional.of(new ScanCommand.Times(12)), ScanCommand.parse("Tidegate  Times 12 "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TIDEGATE ",
                "TIDEGATE FLY",
                "TIDEGATE TIMES",
                "TIDEGATE TIMES 1",
                "TIDEGATE TIMES 100",
                "TIDEGATE TIMES -2",
                "TIDEGATE AT"
            })
    void what_means_nothing_is_no_command_but_begins_like_one(String text) {
        assertEquals(Optional.empty(), ScanCommand.parse(text));
        assertTrue(ScanCommand.begins(text));
    }

    @Test
    void a_number_of_goods_is_none() {
        assertFalse(ScanCommand.begins("4006381333931"));
        assertFalse(ScanCommand.begins("TIDEGATE"));
    }
}
