package io.tidegate.gateway.pages;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The reasons that the rooms give, in one reader's language. Rooms give them in English, and so they stand in the journal,
 * the log and the API; {@code reasons_en.properties} has each sentence as the code builds it, and the other languages' files
 * have what it means. Immutable.
 */
final class Reasons {

    private static final String BUNDLE = "io.tidegate.gateway.pages.reasons";

    /** A reason may tell another one, and that one a third. */
    private static final int DEPTH_MAX = 3;

    private static final Map<String, Reasons> BY_LANGUAGE = new ConcurrentHashMap<>();

    private record Translation(Sentence english, Sentence theirs) {}

    private final List<Translation> translations;
    private final boolean isEnglish;

    private Reasons(Locale language) {
        this.isEnglish = language.getLanguage().equals(Locale.ENGLISH.getLanguage());
        this.translations = isEnglish ? List.of() : translations(bundle(Locale.ENGLISH), bundle(language));
    }

    /** @param language one that has a file */
    static Reasons in(Locale language) {
        return BY_LANGUAGE.computeIfAbsent(language.getLanguage(), _ -> new Reasons(language));
    }

    private static ResourceBundle bundle(Locale language) {
        return ResourceBundle.getBundle(BUNDLE, language, Reasons.class.getModule());
    }

    private static List<Translation> translations(ResourceBundle english, ResourceBundle theirs) {
        return english.keySet().stream()
                .map(key -> new Translation(Sentence.of(english.getString(key)), Sentence.of(theirs.getString(key))))
                .sorted(Comparator.comparingInt((Translation each) -> each.english.letters())
                        .reversed())
                .toList();
    }

    /** The same in their language; in English, and marked so, where nobody here knows it. */
    Phrase phrase(String reason) {
        if (isEnglish || reason.isEmpty()) {
            return Phrase.of(reason);
        }
        String translated = translated(reason, 1);
        return translated == null ? new Phrase(reason, Locale.ENGLISH.getLanguage()) : Phrase.of(translated);
    }

    private @Nullable String translated(String reason, int depth) {
        for (Translation each : translations) {
            List<String> contents = each.english.contents(reason);
            if (contents != null) {
                return each.theirs.filled(
                        contents.stream().map(content -> inner(content, depth)).toList());
            }
        }
        return null;
    }

    private String inner(String content, int depth) {
        String translated = depth < DEPTH_MAX ? translated(content, depth + 1) : null;
        return translated == null ? content : translated;
    }
}
