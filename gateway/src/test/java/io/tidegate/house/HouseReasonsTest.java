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

    /** Made wherever, with a reason in words: what pages show of devices, clouds and what was set aside begins here. */
    private static final Set<String> MADE = Set.of(
            "DeviceException",
            "UnavailableException",
            "Rejected",
            "Unreadable",
            "Unread",
            "Broken",
            "Unusable",
            "Unacceptable",
            "NotNow",
            "NoAnswer",
            "UnitRefusal",
            "Away",
            "NoDatabase",
            "Declined",
            "NoPartner",
            "Unanswered",
            "Unprintable");

    /** Methods and constants that put reasons, or parts of them, into words. */
    private static final Set<String> SAYERS = Set.of(
            "Amount.<init>",
            "Amount.notAbove",
            "Answer.notNow",
            "Answer.of",
            "Answer.redirect",
            "Answer.words",
            "CaptureJobs.words",
            "Clashes.code",
            "Clashes.id",
            "Clashes.isCode",
            "Clashes.of",
            "Clashes.ofOther",
            "Clashes.unit",
            "ColumnNames.hint",
            "CommandPlans.at",
            "CommandPlans.isBooked",
            "CommandPlans.nothingCounted",
            "CommandPlans.plan",
            "CommandPlans.takeBack",
            "CommandPlans.transfer",
            "CommandPlans.uncount",
            "CommandPlans.unfit",
            "CommandPlans.waste",
            "Deciding.amount",
            "Deliveries.settled",
            "Deliveries.failed",
            "DiskTrouble.FULL",
            "DiskTrouble.stopped",
            "DiskTrouble.words",
            "Doing.bookCount",
            "Doing.carryOut",
            "Doing.reopen",
            "Doing.withLevel",
            "Doubt.words",
            "Drafting.ahead",
            "Drafting.expired",
            "Drafting.nothingToReverse",
            "Drafting.objection",
            "Drafting.otherUnit",
            "EdgeSession.hostAway",
            "Faults.bridge",
            "Faults.offline",
            "Faults.silence",
            "GadgetInterpreter.unannounced",
            "Goods.check",
            "Handling.inSpiteOfIt",
            "Hints.first",
            "InfluxSink.deliver",
            "InfluxTrouble.complaint",
            "InfluxTrouble.of",
            "Item.checkCodes",
            "Item.checkPacks",
            "Item.checkSizes",
            "Item.ordered",
            "Item.unknownUnit",
            "JsonFlaw.above",
            "JsonFlaw.of",
            "JsonFlaw.words",
            "Ledger.BEHIND",
            "Ledger.STUCK",
            "LineTrouble.late",
            "LineTrouble.said",
            "LineTrouble.unknownName",
            "LineTrouble.words",
            "LineWords.late",
            "LineWords.of",
            "LineWords.said",
            "Matching.item",
            "Matching.mustBeOfOne",
            "Members.HALF",
            "Movement.<init>",
            "MqttTrouble.words",
            "Naming.book",
            "Nearest.hint",
            "Orders.ENDS",
            "Orders.NOT_HEARD",
            "Orders.NOT_ON_DISK",
            "PahoBroker.away",
            "PahoBroker.connectOrFail",
            "PahoBroker.refused",
            "PahoBroker.trouble",
            "PahoLink.awaitEnd",
            "Parking.parked",
            "PartCounter.implausible",
            "Partner.parked",
            "Partner.step",
            "Partner.stepOrFail",
            "PartnerLine.refused",
            "Planner.count",
            "Planner.goods",
            "Planner.plan",
            "Recipes.words",
            "Report.words",
            "ScanAnswer.OF_ANOTHER",
            "Settling.booked",
            "SheetCell.unquoted",
            "SheetCode.in",
            "SheetCode.normal",
            "SheetCode.read",
            "SheetItem.days",
            "SheetItem.nameOf",
            "SheetItem.pairs",
            "SheetItem.retired",
            "SheetItem.tracked",
            "SheetNumber.asked",
            "SheetNumber.noNumber",
            "SheetReader.OF_ANOTHER_KIND",
            "SheetReader.WORKBOOK",
            "SheetReader.half",
            "SheetReader.header",
            "SheetReader.nowhere",
            "SheetReader.parse",
            "SheetReader.read",
            "SheetRow.idOfNew",
            "Soundness.checkCode",
            "Soundness.checkId",
            "Soundness.checkLeadTime",
            "Soundness.checkNumber",
            "Soundness.checkPart",
            "Soundness.checkRounded",
            "TopicTemplate.level",
            "TopicTemplate.of",
            "Tracked.words",
            "Watch.stepOrFail");

    /** Methods that hand on what another one has said, or that give no text. */
    private static final Set<String> HAND_ON = Set.of(
            "empty", "getMessage", "of", "position", "problem", "reason", "retryAfter", "twoWays", "valueOf", "words");

    /** What is refused here is shown by the pages of the stock as it is told. */
    private static final Path REFUSES = Path.of("gateway/src/main/java/io/tidegate/gateway/inventory");

    /** Refuse what no page sends. */
    private static final Set<String> TO_PROGRAMS = Set.of("Drafting.time", "Drafting.unknownKind", "Drafting.way");

    private static final int PIECE_LENGTH_MIN = 4;

    private static final Path FOLDER = Path.of("gateway/src/main/resources/io/tidegate/gateway/pages");
    private static final Pattern HOLE = Pattern.compile("\\{\\d}");

    private static final SaidInCode CODE = new SaidInCode(MADE, SAYERS, new SaidInCode.Refusals(REFUSES, TO_PROGRAMS))
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
        MADE.forEach(name -> breaches.addIf(!CODE.met().contains(name), name + " is made nowhere"));
        SAYERS.forEach(name -> breaches.addIf(!CODE.met().contains(name), name + " is nowhere"));
        TO_PROGRAMS.forEach(name -> breaches.addIf(!CODE.met().contains(name), name + " is nowhere"));
        Set<String> sayers = SAYERS.stream()
                .map(name -> name.substring(name.indexOf('.') + 1))
                .collect(toSet());
        CODE.asked()
                .forEach(name -> breaches.addIf(
                        !sayers.contains(name) && !HAND_ON.contains(name), "who says what " + name + "(...) answers?"));
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
