package io.tidegate.codes;

/** The characters of which a component may consist. */
enum CharacterSet {
    NUMERIC('N', "0123456789", "digits"),
    /** Set 82, in the order of its check characters. */
    ANY('X', CharacterSet.SET_82, "letters, digits and !\"%&'()*+,-./:;<=>?_"),
    /** Set 39. */
    CAPITALS('Y', "#-/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", "digits, capital letters, #, - and /"),
    /** Base64 for web addresses; what may fill up its end is looked at apart. */
    BASE_64('Z', CharacterSet.LETTERS_AND_DIGITS + "-_=", "letters, digits, - and _");

    static final String LETTERS_AND_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    static final String SET_82 = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";

    private final char letter;
    private final String members;
    private final String words;

    CharacterSet(char letter, String members, String words) {
        this.letter = letter;
        this.members = members;
        this.words = words;
    }

    /** @throws IllegalArgumentException when no set has that letter in the table */
    static CharacterSet of(char letter) {
        for (CharacterSet each : values()) {
            if (each.letter == letter) {
                return each;
            }
        }
        throw new IllegalArgumentException("there is no character set '" + letter + "'");
    }

    /** Where the first character stands that is not in it, or -1. */
    int firstOutside(String content) {
        for (int at = 0; at < content.length(); at++) {
            if (members.indexOf(content.charAt(at)) < 0) {
                return at;
            }
        }
        return -1;
    }

    String words() {
        return words;
    }
}
