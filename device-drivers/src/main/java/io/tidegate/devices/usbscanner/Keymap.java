package io.tidegate.devices.usbscanner;

import io.tidegate.site.UsbScannerDevice.Layout;
import java.text.Normalizer;

/** What the keys of a layout mean, by the key codes of {@code linux/input-event-codes.h}. Immutable. */
enum Keymap {
    // The keys in the order of CODES: 1 to =, q to ], a to `, \ to /, and the one beside the left shift. A blank:
    // nothing.
    US(
            "1234567890-=qwertyuiop[]asdfghjkl;'`\\zxcvbnm,./<",
            "!@#$%^&*()_+QWERTYUIOP{}ASDFGHJKL:\"~|ZXCVBNM<>?>",
            "                                                ",
            "",
            '.'),
    UK(
            "1234567890-=qwertyuiop[]asdfghjkl;'`#zxcvbnm,./\\",
            "!\"£$%^&*()_+QWERTYUIOP{}ASDFGHJKL:@¬~ZXCVBNM<>?|",
            "   €                               ¦            ",
            "",
            '.'),
    DE(
            "1234567890ß´qwertzuiopü+asdfghjklöä^#yxcvbnm,.-<",
            "!\"§$%&/()=?`QWERTZUIOPÜ*ASDFGHJKLÖÄ°'YXCVBNM;:_>",
            " ²³   {[]}\\ @ €        ~                   µ   |",
            "´`^",
            ','),
    FR(
            "&é\"'(-è_çà)=azertyuiop^$qsdfghjklmù²*wxcvbn,;:!<",
            "1234567890°+AZERTYUIOP¨£QSDFGHJKLM% µWXCVBN?./§>",
            " ~#{[|`\\^@]}  €        ¤                        ",
            "^¨~`",
            '.');

    /** First and last code of each run of keys. */
    private static final int[][] CODES = {{2, 13}, {16, 27}, {30, 41}, {43, 53}, {86, 86}};

    private static final String DEAD = "´`^¨~";
    private static final String COMBINING = "\u0301\u0300\u0302\u0308\u0303";

    private static final char NOTHING = ' ';

    private final String plain;
    private final String shifted;
    private final String third;
    private final String dead;
    private final char keypadPoint;

    Keymap(String plain, String shifted, String third, String dead, char keypadPoint) {
        this.plain = plain;
        this.shifted = shifted;
        this.third = third;
        this.dead = dead;
        this.keypadPoint = keypadPoint;
    }

    static Keymap of(Layout layout) {
        return switch (layout) {
            case US -> US;
            case UK -> UK;
            case DE -> DE;
            case FR -> FR;
        };
    }

    /** The letter of a key; 0 for keys that have none. */
    char letter(int key, boolean shift, boolean capsLock, boolean altGr) {
        int at = place(key);
        if (at < 0) {
            return 0;
        }
        boolean upper = shift ^ (capsLock && isLetter(at));
        char letter = (altGr ? third : upper ? shifted : plain).charAt(at);
        return letter == NOTHING ? 0 : letter;
    }

    /** Caps lock is for letters only; it turns no 1 into an exclamation mark. */
    private boolean isLetter(int at) {
        return Character.isLetter(plain.charAt(at)) && Character.toUpperCase(plain.charAt(at)) == shifted.charAt(at);
    }

    private static int place(int key) {
        int before = 0;
        for (int[] run : CODES) {
            if (key >= run[0] && key <= run[1]) {
                return before + key - run[0];
            }
            before += run[1] - run[0] + 1;
        }
        return -1;
    }

    /** An accent that waits for the letter below it. */
    boolean isDead(char letter) {
        return dead.indexOf(letter) >= 0;
    }

    /** What an accent and the next letter are together; a blank gives the accent alone. */
    static String joined(char accent, char letter) {
        if (letter == ' ') {
            return String.valueOf(accent);
        }
        String one = Normalizer.normalize(
                letter + String.valueOf(COMBINING.charAt(DEAD.indexOf(accent))), Normalizer.Form.NFC);
        return one.length() == 1 ? one : String.valueOf(accent) + letter;
    }

    char keypadPoint() {
        return keypadPoint;
    }
}
