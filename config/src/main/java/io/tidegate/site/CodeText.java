package io.tidegate.site;

import java.util.Optional;

/**
 * What a scanner adds to a code, or puts in place of what it cannot send.
 *
 * @param prefix stands before each code, and is taken away
 * @param suffix stands behind each code, and is taken away
 * @param gs what the scanner sends where the code has the separator GS (ASCII 29); a key such as {@code F8} where it is
 *     a keyboard
 */
public record CodeText(String prefix, String suffix, Optional<String> gs) {

    public static final CodeText AS_IT_IS = new CodeText("", "", Optional.empty());

    /** Scanners allow some 20 characters. */
    private static final int LENGTH_MAX = 50;

    /** Reads the device's section {@code code:}, which may be absent. */
    static CodeText read(Mapping item) {
        return item.section("code").map(CodeText::of).orElse(AS_IT_IS);
    }

    private static CodeText of(Mapping section) {
        CodeText text = new CodeText(
                section.optional("prefix", Scalars.text("\"S1:\"", LENGTH_MAX), ""),
                section.optional("suffix", Scalars.text("\"#\"", LENGTH_MAX), ""),
                section.maybe("gs", Scalars.text("\"~\"", LENGTH_MAX)));
        section.close();
        return text;
    }

    void show(YamlWriter yaml) {
        if (equals(AS_IT_IS)) {
            return;
        }
        yaml.section("code", () -> {
            if (!prefix.isEmpty()) {
                yaml.text("prefix", prefix);
            }
            if (!suffix.isEmpty()) {
                yaml.text("suffix", suffix);
            }
            gs.ifPresent(substitute -> yaml.text("gs", substitute));
        });
    }
}
