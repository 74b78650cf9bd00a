package io.tidegate.gateway.pages;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What an event of the stream tells. */
enum StreamKind {
    MOVEMENT,
    LEVEL,
    ITEM,
    LOT,
    PROPOSAL;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All of them where nobody says which. */
    static Set<StreamKind> read(Optional<String> words) throws InvalidRequest {
        Set<StreamKind> kinds = EnumSet.noneOf(StreamKind.class);
        for (String word : words.map(text -> text.split(",", -1)).orElse(new String[0])) {
            kinds.add(Arrays.stream(values())
                    .filter(kind -> kind.word().equals(word.strip()))
                    .findFirst()
                    .orElseThrow(() -> unknown(word)));
        }
        return kinds.isEmpty() ? EnumSet.allOf(StreamKind.class) : kinds;
    }

    private static InvalidRequest unknown(String word) {
        String known = Arrays.stream(values()).map(StreamKind::word).collect(Collectors.joining(", "));
        return new InvalidRequest(
                400, "The kind '" + word + "' is not known", "Use " + known + ", several with commas between.");
    }
}
