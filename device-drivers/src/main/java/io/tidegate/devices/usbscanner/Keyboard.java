package io.tidegate.devices.usbscanner;

import io.tidegate.observation.Observation;
import io.tidegate.scan.Heard;
import io.tidegate.scan.Unreadable;
import io.tidegate.site.CodeText;
import io.tidegate.site.UsbScannerDevice;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns the keys that a scanner presses into scans: shift, AltGr, caps lock, accents, the keypad, control characters, and
 * characters by their number (Alt and the keypad). No I/O. Used by one thread.
 */
final class Keyboard {

    /** Above the largest code with what a scanner adds. What is longer is set aside, and dropped up to the next end. */
    static final int LENGTH_MAX = Observation.Scan.DATA_LENGTH_MAX + 200;

    private static final int TAB = 15;
    private static final int ENTER = 28;
    private static final int LEFT_CTRL = 29;
    private static final int RIGHT_CTRL = 97;
    private static final int LEFT_SHIFT = 42;
    private static final int RIGHT_SHIFT = 54;
    private static final int LEFT_ALT = 56;
    private static final int RIGHT_ALT = 100;
    private static final int SPACE = 57;
    private static final int CAPS_LOCK = 58;
    private static final int KEYPAD_ENTER = 96;

    /** The codes from 71 on, with number lock. */
    private static final int KEYPAD_FIRST = 71;

    private static final String KEYPAD = "789-456+1230.";
    private static final int KEYPAD_TIMES = 55;
    private static final int KEYPAD_SLASH = 98;

    private static final Pattern FUNCTION_KEY = Pattern.compile("F([1-9]|1[0-2])");
    private static final char GS = 0x1d;

    /** Ctrl and one of these is a control character; scanners mean the key where an American keyboard has it. */
    private static final String CONTROL = "abcdefghijklmnopqrstuvwxyz[\\]";

    private final Keymap keymap;
    private final int gsKey;
    private final boolean endsByKey;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder number = new StringBuilder();
    private Optional<Unreadable> trouble = Optional.empty();
    private char accent;
    private boolean shift;
    private boolean ctrl;
    private boolean alt;
    private boolean altGr;
    private boolean capsLock;

    Keyboard(UsbScannerDevice config) {
        this.keymap = Keymap.of(config.layout());
        this.endsByKey = config.end() == UsbScannerDevice.End.ENTER;
        this.gsKey = config.code().gs().map(Keyboard::functionKey).orElse(0);
    }

    /** The key code of a function key's name; 0 where it is none, but what the scanner types instead. */
    private static int functionKey(String name) {
        Matcher key = FUNCTION_KEY.matcher(name);
        if (!key.matches()) {
            return 0;
        }
        int number = Integer.parseInt(key.group(1));
        return number <= 10 ? 58 + number : 76 + number;
    }

    /** What remains to be replaced in the text when a function key stands for GS. */
    static CodeText typed(CodeText code) {
        return code.gs().map(Keyboard::functionKey).orElse(0) == 0
                ? code
                : new CodeText(code.prefix(), code.suffix(), Optional.empty());
    }

    boolean isWaiting() {
        return !text.isEmpty() || accent != 0 || trouble.isPresent();
    }

    /** A key went down or up; gives the scan that it completes. A key that is held and repeats is one press. */
    Optional<Heard> key(int code, int value) {
        boolean down = value == 1;
        switch (code) {
            case LEFT_SHIFT, RIGHT_SHIFT -> shift = held(shift, value);
            case LEFT_CTRL, RIGHT_CTRL -> ctrl = held(ctrl, value);
            case RIGHT_ALT -> altGr = held(altGr, value);
            case LEFT_ALT -> {
                alt = held(alt, value);
                if (value == 0) {
                    putNumbered();
                }
            }
            case CAPS_LOCK -> capsLock ^= down;
            default -> {
                return down ? pressed(code) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static boolean held(boolean before, int value) {
        return value == 2 ? before : value == 1;
    }

    private Optional<Heard> pressed(int code) {
        if (code == ENTER || code == KEYPAD_ENTER || code == TAB) {
            return take(Optional.empty());
        }
        char letter = letter(code);
        if (alt && letter >= '0' && letter <= '9' && code >= KEYPAD_FIRST) {
            number.append(letter);
            return Optional.empty();
        }
        if (letter == '\r' || letter == '\n' || letter == '\t') {
            return take(Optional.empty());
        }
        if (letter != 0) {
            put(letter);
        }
        return Optional.empty();
    }

    private char letter(int code) {
        if (code == gsKey && gsKey != 0) {
            return GS;
        }
        int keypad = code - KEYPAD_FIRST;
        if (keypad >= 0 && keypad < KEYPAD.length()) {
            char key = KEYPAD.charAt(keypad);
            return key == '.' ? keymap.keypadPoint() : key;
        }
        return switch (code) {
            case SPACE -> ' ';
            case KEYPAD_TIMES -> '*';
            case KEYPAD_SLASH -> '/';
            default -> {
                if (ctrl && !altGr) {
                    char american = Keymap.US.letter(code, false, false, false);
                    yield american != 0 && CONTROL.indexOf(american) >= 0 ? (char) (american & 0x1f) : 0;
                }
                yield keymap.letter(code, shift, capsLock, altGr);
            }
        };
    }

    private void put(char letter) {
        if (accent != 0) {
            char before = accent;
            accent = 0;
            append(Keymap.joined(before, letter));
        } else if (keymap.isDead(letter)) {
            accent = letter;
        } else {
            append(String.valueOf(letter));
        }
    }

    private void putNumbered() {
        if (!number.isEmpty() && number.length() <= 5) {
            append(String.valueOf((char) (Integer.parseInt(number.toString()) & 0xff)));
        }
        number.setLength(0);
    }

    private void append(String letters) {
        if (text.length() < LENGTH_MAX) {
            text.append(letters);
        } else {
            trouble = Optional.of(new Unreadable("More than " + LENGTH_MAX
                    + " characters came without an end. Set the scanner to send Enter behind each"
                    + " code, or set 'end: pause' in the site file."));
        }
    }

    /** The kernel's buffer ran over, so keys are missing. */
    void lost() {
        trouble = Optional.of(new Unreadable(
                "Keys of this code were lost, since the gateway was too busy to take them. Scan it again."));
        shift = false;
        ctrl = false;
        alt = false;
        altGr = false;
    }

    /** Nothing has come for so long that nothing more belongs to what is there. */
    Optional<Heard> silence() {
        return take(
                endsByKey
                        ? Optional.of(
                                new Unreadable("The scanner was silent before the end of this code. Set it to send"
                                        + " Enter or Tab behind each code, or set 'end: pause' in the site file."))
                        : Optional.empty());
    }

    private Optional<Heard> take(Optional<Unreadable> otherwise) {
        if (accent != 0) {
            append(String.valueOf(accent));
        }
        Heard typed = new Heard(text.toString(), trouble.or(() -> otherwise));
        boolean empty = !isWaiting();
        text.setLength(0);
        accent = 0;
        trouble = Optional.empty();
        return empty ? Optional.empty() : Optional.of(typed);
    }
}
