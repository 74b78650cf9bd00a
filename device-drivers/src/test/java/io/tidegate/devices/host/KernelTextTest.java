package io.tidegate.devices.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.observation.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KernelTextTest {

    @ParameterizedTest
    @CsvSource({
        "'0.42 0.31 0.25 1/123 4567\n', 0.42",
        "'350735.47 234388.90\n', 350735.47",
        "'48312\n', 48312",
        "'-3000\n', -3000"
    })
    void the_first_number_of_a_line(String text, double number) {
        assertEquals(Optional.of(number), KernelText.number(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "warm", "12abc", "1e99", "99999999999999999999"})
    void another_text_is_no_number(String text) {
        assertEquals(Optional.empty(), KernelText.number(text));
    }

    @Test
    void memory_is_used_that_no_program_could_have() {
        String text = """
                MemTotal:         443792 kB
                MemFree:           34568 kB
                MemAvailable:     110948 kB
                Buffers:           20000 kB
                """;
        assertEquals(Optional.of(75.0), KernelText.memoryUsed(text));
        assertEquals(Optional.empty(), KernelText.memoryUsed("MemTotal: 443792 kB\n"));
    }

    /** Raspberry Pi documentation, vcgencmd get_throttled: 0x50005 is a weak supply, now and before. */
    @Test
    void a_weak_supply_shows_now_and_later() {
        Map<String, Value> flags = KernelText.throttled("50005\n");
        assertEquals(
                List.of("underVoltage", "throttled", "underVoltageBefore", "throttledBefore"),
                flags.entrySet().stream()
                        .filter(flag -> flag.getValue().equals(Value.of(true)))
                        .map(Map.Entry::getKey)
                        .toList());
        assertEquals(8, flags.size());
        assertEquals(Map.of(), KernelText.throttled("none"));
    }

    /** JESD84-B51: each step is a tenth of the life; 0x0b is beyond it, 0 says nothing. */
    @ParameterizedTest
    @CsvSource({"0x01 0x01, 10", "0x02 0x05, 50", "0x0b 0x01, 110"})
    void a_card_is_worn_as_its_worse_cells_are(String text, double percent) {
        assertEquals(Optional.of(percent), KernelText.worn(text + "\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0x00 0x00", "0xff 0x01", "1 2", ""})
    void a_card_that_does_not_say_it_has_no_wear(String text) {
        assertEquals(Optional.empty(), KernelText.worn(text));
    }

    @ParameterizedTest
    @CsvSource({"0x01, normal", "0x02, warning", "0x03, urgent"})
    void the_reserve_of_a_card(String text, String word) {
        assertEquals(Optional.of(word), KernelText.reserve(text + "\n"));
        assertEquals(Optional.empty(), KernelText.reserve("0x00\n"));
    }
}
