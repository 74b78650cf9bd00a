package io.tidegate.codes;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of an element's value. Immutable.
 *
 * @param optional whether it may be missing, with all behind it
 */
record Component(CharacterSet characters, int lengthMin, int lengthMax, boolean optional, List<ContentCheck> checks) {

    private static final Pattern WRITTEN = Pattern.compile("(\\[?)([NXYZ])(\\.\\.)?(\\d+)]?((?:,[a-z0-9]+)*)");

    /** @throws IllegalArgumentException when the table has a mistake */
    static Component read(String written) {
        Matcher parts = WRITTEN.matcher(written);
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + written + "' is no component");
        }
        int length = Integer.parseInt(parts.group(4));
        return new Component(
                CharacterSet.of(parts.group(2).charAt(0)),
                parts.group(3) == null ? length : 1,
                length,
                !parts.group(1).isEmpty(),
                Arrays.stream(parts.group(5).split(","))
                        .filter(word -> !word.isEmpty())
                        .map(ContentChecks::of)
                        .toList());
    }

    static boolean isOne(String written) {
        return WRITTEN.matcher(written).matches();
    }

    /** What is wrong with this content of the right length. */
    Optional<Problem> problem(String content, LocalDate today) {
        int outside = characters.firstOutside(content);
        if (outside >= 0) {
            return Optional.of(Flaw.CHARACTER.with(shown(content.codePointAt(outside)), characters.words()));
        }
        if (characters == CharacterSet.BASE_64 && !isPadded(content)) {
            return Optional.of(Flaw.PADDING.with(content));
        }
        for (ContentCheck check : checks) {
            Optional<Problem> problem = check.problem(content, today);
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    /** Filling is optional; where it is, there are one or two, at the end, up to a multiple of three. */
    private static boolean isPadded(String content) {
        int first = content.indexOf('=');
        int filling = content.length() - first;
        return first < 0 || (filling <= 2 && content.length() % 3 == 0 && content.endsWith("=".repeat(filling)));
    }

    private static String shown(int letter) {
        return Character.isISOControl(letter)
                ? "0x" + HexFormat.of().toHexDigits((byte) letter)
                : Character.toString(letter);
    }
}
