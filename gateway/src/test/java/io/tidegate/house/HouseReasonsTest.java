package io.tidegate.house;

import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every reason that a page may show has its sentence in each language. */
class HouseReasonsTest {

    private static final int PIECE_LENGTH_MIN = 4;

    private static final Path FOLDER = Path.of("gateway/src/main/resources/io/tidegate/gateway/pages");
    private static final Pattern HOLE = Pattern.compile("\\{\\d}");

    private static final SaidInCode CODE = new SaidInCode(
                    WhoSays.MADE, WhoSays.SAYERS, new SaidInCode.Refusals(WhoSays.REFUSES, WhoSays.TO_PROGRAMS))
            .in(JavaSource.all("src/main/java"));

    @Test
    void every_reason_in_the_code_is_a_sentence_that_can_be_translated() {
        Breaches breaches = new Breaches("Add the sentence to reasons_en.properties, and what it means to the others:");
        Set<String> sentences = Set.copyOf(sentences("en").values());
        for (SaidInCode.Said each : CODE.said()) {
            breaches.addIf(
                    sentences.stream().noneMatch(sentence -> holds(sentence, each)),
                    each.file() + ": " + String.join("...", each.pieces()));
        }
        breaches.report();
    }

    @Test
    void every_sentence_is_still_said_somewhere() {
        Breaches breaches = new Breaches("Nobody says so any more; take it out of all languages:");
        sentences("en").forEach((key, sentence) -> {
            boolean isSaid = CODE.said().stream()
                    .anyMatch(
                            each -> each.pieces().stream().anyMatch(HouseReasonsTest::counts) && holds(sentence, each));
            breaches.addIf(!isSaid, key + "=" + sentence);
        });
        breaches.report();
    }

    @Test
    void the_table_of_places_is_whole() {
        Breaches breaches = new Breaches("Follow the reason to where it is made, and mend the tables of this test:");
        WhoSays.MADE.forEach(name -> breaches.addIf(!CODE.met().contains(name), name + " is made nowhere"));
        WhoSays.SAYERS.forEach(name -> breaches.addIf(!CODE.met().contains(name), name + " is nowhere"));
        WhoSays.TO_PROGRAMS.forEach(name -> breaches.addIf(!CODE.met().contains(name), name + " is nowhere"));
        Set<String> sayers = WhoSays.SAYERS.stream()
                .map(name -> name.substring(name.indexOf('.') + 1))
                .collect(toSet());
        CODE.asked()
                .forEach(name -> breaches.addIf(
                        !sayers.contains(name) && !WhoSays.HAND_ON.contains(name),
                        "who says what " + name + "(...) answers?"));
        breaches.report();
    }

    @Test
    void every_language_has_every_sentence_with_the_same_holes() {
        Breaches breaches = new Breaches("Translate it, with the same holes:");
        Map<String, String> english = sentences("en");
        for (String language : languages()) {
            Map<String, String> theirs = sentences(language);
            Set<String> keys = new TreeSet<>(english.keySet());
            keys.addAll(theirs.keySet());
            for (String key : keys) {
                boolean same = english.containsKey(key)
                        && theirs.containsKey(key)
                        && sorted(holes(english.get(key))).equals(sorted(holes(theirs.get(key))));
                breaches.addIf(!same, language + ": " + key);
            }
        }
        breaches.report();
    }

    @Test
    void an_english_sentence_is_found_by_what_stands_between_its_holes() {
        Breaches breaches = new Breaches("Number the holes from left to right, with text between them:");
        sentences("en").forEach((key, sentence) -> {
            List<String> holes = holes(sentence);
            List<String> pieces = List.of(HOLE.split(sentence));
            boolean inOrder = holes.equals(sorted(holes)) && Set.copyOf(holes).size() == holes.size();
            boolean apart = pieces.stream().skip(1).noneMatch(String::isEmpty);
            breaches.addIf(!inOrder || !apart || pieces.stream().noneMatch(HouseReasonsTest::counts), key);
        });
        breaches.report();
    }

    private static boolean counts(String piece) {
        return piece.length() >= PIECE_LENGTH_MIN;
    }

    /** Whether its pieces stand in the sentence, one behind the other. */
    private static boolean holds(String sentence, SaidInCode.Said said) {
        int at = 0;
        for (String piece : said.pieces()) {
            if (counts(piece)) {
                int found = sentence.indexOf(piece, at);
                if (found < 0) {
                    return false;
                }
                at = found + piece.length();
            }
        }
        return true;
    }

    private static List<String> holes(String sentence) {
        return HOLE.matcher(sentence).results().map(MatchResult::group).toList();
    }

    private static List<String> sorted(List<String> holes) {
        return holes.stream().sorted().toList();
    }

    private static List<String> languages() {
        return House.files(".properties").stream()
                .filter(file -> file.startsWith(FOLDER))
                .map(file -> file.getFileName().toString())
                .filter(name -> name.startsWith("messages_"))
                .flatMap(name -> Arrays.stream(name.split("[_.]")).skip(1).limit(1))
                .toList();
    }

    private static Map<String, String> sentences(String language) {
        Properties file = new Properties();
        try {
            file.load(new StringReader(House.text(FOLDER.resolve("reasons_" + language + ".properties"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> sentences = new TreeMap<>();
        file.stringPropertyNames().forEach(key -> sentences.put(key, file.getProperty(key)));
        return sentences;
    }
}
