package io.tidegate.devices.usbscanner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.observation.DeviceId;
import io.tidegate.scan.Heard;
import io.tidegate.site.CodeText;
import io.tidegate.site.UsbScannerDevice;
import io.tidegate.site.UsbScannerDevice.End;
import io.tidegate.site.UsbScannerDevice.Layout;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Key codes as in linux/input-event-codes.h; the letters are what such a keyboard shows. */
class KeyboardTest {

    private static final Map<Character, Integer> HELD = Map.of('S', 42, 's', 54, 'C', 29, 'A', 56, 'G', 100);

    private static Keyboard keyboard(Layout layout, End end, String gs) {
        CodeText code = new CodeText("", "", gs.isEmpty() ? Optional.empty() : Optional.of(gs));
        return new Keyboard(new UsbScannerDevice(
                new DeviceId("till"),
                Optional.of("0c2e:0b61"),
                Optional.empty(),
                layout,
                end,
                Duration.ofMillis(300),
                code));
    }

    /** Presses the keys in turn: {@code 30} alone, {@code S30} with shift, {@code G16} with AltGr, {@code C27} with Ctrl. */
    private static String typed(Keyboard keyboard, String keys) {
        StringBuilder whole = new StringBuilder();
        for (String key : keys.split(" ")) {
            Integer held = HELD.get(key.charAt(0));
            int code = Integer.parseInt(held == null ? key : key.substring(1));
            if (held != null) {
                keyboard.key(held, 1);
            }
            keyboard.key(code, 1).ifPresent(typed -> whole.append(shown(typed)));
            keyboard.key(code, 0);
            if (held != null) {
                keyboard.key(held, 0);
            }
        }
        return whole.toString();
    }

    private static String shown(Heard typed) {
        return typed.trouble().isPresent() ? "(" + typed.text() + ")" : typed.text() + ".";
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '\0', delimiter = '¶', textBlock = """
            US ¶ 2 11 30 44 12 53 28              ¶ 10az-/.
            US ¶ S2 S3 S30 s44 S12 S53 28         ¶ !@AZ_?.
            US ¶ 26 27 S26 S27 39 40 41 43 86 28  ¶ []{};'`\\<.
            UK ¶ S3 S4 S40 43 S43 86 S86 G5 28    ¶ "£@#~\\|€.
            DE ¶ 21 44 12 S12 39 40 26 S8 28      ¶ zyß?öäü/.
            DE ¶ G16 G8 G9 G10 G11 G12 G86 G27 28 ¶ @{[]}\\|~.
            FR ¶ 2 3 11 16 17 30 39 50 51 28      ¶ &éàazqm,;.
            FR ¶ S2 S3 S11 S16 S50 S51 S53 28     ¶ 120A?.§.
            FR ¶ G4 G5 G6 G11 G12 G13 G18 28      ¶ #{[@]}€.
            """)
    void each_layout_has_its_letters(Layout layout, String keys, String text) {
        assertEquals(text, typed(keyboard(layout, End.ENTER, ""), keys));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '\0', delimiter = '¶', textBlock = """
            58 30 2 S30 58 30 28   ¶ A1aa.
            79 80 81 82 98 55 28   ¶ 1230/*.
            71 72 73 74 78 96      ¶ 789-+.
            30 15 48 96            ¶ a.b.
            59 30 28               ¶ a.
            """)
    void caps_lock_the_keypad_tab_and_keys_without_a_letter(String keys, String text) {
        assertEquals(text, typed(keyboard(Layout.US, End.ENTER, ""), keys));
    }

    @Test
    void accents_wait_for_their_letter_and_a_blank_gives_them_alone() {
        assertEquals("^.", typed(keyboard(Layout.DE, End.ENTER, ""), "41 57 28"));
        assertEquals("âé^x^.", typed(keyboard(Layout.DE, End.ENTER, ""), "41 30 13 18 41 45 41 28"));
        assertEquals("ë^.", typed(keyboard(Layout.FR, End.ENTER, ""), "S26 18 26 28"));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            F8,  30 66 48 28
            F12, 30 88 48 28
            F1,  30 59 48 28
            '',  30 C27 48 28
            """)
    void the_separator_is_a_function_key_or_ctrl_and_a_bracket(String gs, String keys) {
        assertEquals("a\u001db.", typed(keyboard(Layout.US, End.ENTER, gs), keys));
    }

    @Test
    void a_function_key_is_not_looked_for_in_the_text_but_a_substitute_is() {
        assertTrue(Keyboard.typed(new CodeText("", "", Optional.of("F8"))).gs().isEmpty());
        assertEquals(
                Optional.of("~"),
                Keyboard.typed(new CodeText("", "", Optional.of("~"))).gs());
        assertEquals(
                Optional.of("F13"),
                Keyboard.typed(new CodeText("", "", Optional.of("F13"))).gs());
    }

    @Test
    void a_character_by_its_number_is_the_same_in_every_layout() {
        Keyboard keyboard = keyboard(Layout.FR, End.ENTER, "");
        keyboard.key(56, 1);
        typed(keyboard, "82 80 73");
        keyboard.key(56, 0);
        assertEquals("\u001d.", typed(keyboard, "28"));
    }

    @Test
    void a_control_enter_ends_a_scan_too() {
        assertEquals("a.", typed(keyboard(Layout.US, End.ENTER, ""), "30 C50"));
    }

    @Test
    void a_key_that_repeats_is_one_press() {
        Keyboard keyboard = keyboard(Layout.US, End.ENTER, "");
        keyboard.key(42, 1);
        keyboard.key(42, 2);
        keyboard.key(30, 1);
        keyboard.key(30, 2);
        keyboard.key(42, 0);
        assertEquals("A.", typed(keyboard, "28"));
    }

    @Test
    void silence_ends_a_scan_only_where_the_scanner_sends_no_enter() {
        Keyboard keyboard = keyboard(Layout.US, End.PAUSE, "");
        assertFalse(keyboard.isWaiting());
        typed(keyboard, "30 48");
        assertTrue(keyboard.isWaiting());
        assertEquals("ab.", shown(keyboard.silence().orElseThrow()));
        Keyboard other = keyboard(Layout.US, End.ENTER, "");
        typed(other, "30 48");
        assertEquals("(ab)", shown(other.silence().orElseThrow()));
        assertTrue(other.silence().isEmpty());
    }

    @Test
    void lost_keys_spoil_the_one_scan_and_leave_no_shift_behind() {
        Keyboard keyboard = keyboard(Layout.US, End.ENTER, "");
        keyboard.key(42, 1);
        keyboard.lost();
        assertEquals("(a)b.", typed(keyboard, "30 28 48 28"));
    }

    @Test
    void what_never_ends_is_set_aside_and_the_next_scan_is_whole() {
        Keyboard keyboard = keyboard(Layout.US, End.ENTER, "");
        String text = typed(keyboard, "30 ".repeat(Keyboard.LENGTH_MAX + 5) + "28 48 28");
        assertEquals("(" + "a".repeat(Keyboard.LENGTH_MAX) + ")b.", text);
    }
}
