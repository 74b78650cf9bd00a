package io.tidegate.codes;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** The checks of content by the words that the table of identifiers has for them. */
final class ContentChecks {

    /** The shortest number that a company was given. */
    private static final int COMPANY_PREFIX_LENGTH_MIN = 4;

    private static final String IMPORTERS = CharacterSet.LETTERS_AND_DIGITS + "-_";

    private static final Map<String, ContentCheck> BY_WORD = Map.ofEntries(
            entry("csum", when(content -> !CheckDigit.holds(content), ContentChecks::checkDigit)),
            entry("csumalpha", when(content -> !CheckPair.holds(content), Flaw.CHECK_CHARACTERS::with)),
            entry(
                    "gcppos1",
                    when(content -> !Digits.at(content, 0, COMPANY_PREFIX_LENGTH_MIN), Flaw.COMPANY_PREFIX::with)),
            entry(
                    "gcppos2",
                    when(content -> !Digits.at(content, 1, COMPANY_PREFIX_LENGTH_MIN), Flaw.COMPANY_PREFIX::with)),
            entry(
                    "yymmd0",
                    (content, today) -> unless(ShortDate.read(content, today).isPresent(), Flaw.DATE, content)),
            entry("yymmdd", DateChecks::withDay),
            entry("yyyymmdd", when(content -> !DateChecks.isLongDate(content), Flaw.DATE::with)),
            entry("hh", when(content -> !DateChecks.isHour(content), Flaw.TIME::with)),
            entry("mi", when(content -> !DateChecks.isSixtieth(content), Flaw.TIME::with)),
            entry("ss", when(content -> !DateChecks.isSixtieth(content), Flaw.TIME::with)),
            entry("hhmi", when(content -> !DateChecks.isTime(content), Flaw.TIME::with)),
            entry("iso3166", listed("countries", Flaw.COUNTRY)),
            entry(
                    "iso3166999",
                    when(
                            content -> !CodeLists.has("countries", content) && !content.equals("999"),
                            Flaw.COUNTRY::with)),
            entry("iso3166alpha2", listed("country-letters", Flaw.COUNTRY)),
            entry("iso4217", listed("currencies", Flaw.CURRENCY)),
            entry("iso5218", oneOf("0", "1", "2", "9")),
            entry("mediatype", listed("media", Flaw.MEDIA)),
            entry("packagetype", listed("packages", Flaw.PACKAGE)),
            entry("iban", when(content -> !Iban.holds(content), Flaw.IBAN::with)),
            entry("zero", when(content -> !isZero(content), Flaw.NOT_ZERO::with)),
            entry("nonzero", when(ContentChecks::isZero, Flaw.ZERO::with)),
            entry("nozeroprefix", when(content -> content.startsWith("0"), Flaw.LEADING_ZERO::with)),
            entry("pieceoftotal", when(content -> !Shares.isPieceOfTotal(content), Flaw.PIECE::with)),
            entry("posinseqslash", when(content -> !Shares.isPosition(content), Flaw.POSITION::with)),
            entry("latitude", upTo(1_800_000_000L)),
            entry("longitude", upTo(3_600_000_000L)),
            entry("pcenc", when(content -> !PercentCode.isWhole(content), Flaw.PERCENT::with)),
            entry("winding", oneOf("0", "1", "9")),
            entry("yesno", oneOf("0", "1")),
            entry("hyphen", when(content -> !content.matches("-+"), content -> Flaw.CHOICE.with(content, "-"))),
            entry(
                    "importeridx",
                    when(
                            content -> content.length() != 1 || IMPORTERS.indexOf(content.charAt(0)) < 0,
                            content -> Flaw.CHARACTER.with(content, "letters, digits, - and _"))),
            entry("hasnondigit", when(Digits::all, Flaw.ONLY_DIGITS::with)),
            entry("couponcode", Coupons::original),
            entry("couponposoffer", Coupons::positiveOffer));

    private ContentChecks() {}

    /** @throws IllegalArgumentException when there is no such word, which is a mistake in the table */
    static ContentCheck of(String word) {
        ContentCheck check = BY_WORD.get(word);
        if (check == null) {
            throw new IllegalArgumentException("there is no check '" + word + "'");
        }
        return check;
    }

    static Set<String> words() {
        return BY_WORD.keySet();
    }

    private static ContentCheck when(Predicate<String> wrong, Function<String, Problem> problem) {
        return (content, _) -> wrong.test(content) ? Optional.of(problem.apply(content)) : Optional.empty();
    }

    private static Optional<Problem> unless(boolean right, Flaw flaw, String content) {
        return right ? Optional.empty() : Optional.of(flaw.with(content));
    }

    private static ContentCheck listed(String list, Flaw flaw) {
        return when(content -> !CodeLists.has(list, content), flaw::with);
    }

    private static ContentCheck oneOf(String... choices) {
        Set<String> all = Set.of(choices);
        String words = String.join(", ", choices);
        return when(content -> !all.contains(content), content -> Flaw.CHOICE.with(content, words));
    }

    private static ContentCheck upTo(long most) {
        return when(
                content -> content.length() != 10 || !Digits.all(content) || Long.parseLong(content) > most,
                content -> Flaw.COORDINATE.with(content, most));
    }

    private static boolean isZero(String content) {
        return content.chars().allMatch(letter -> letter == '0');
    }

    private static Problem checkDigit(String content) {
        return Digits.all(content)
                ? Flaw.CHECK_DIGIT.with(content, CheckDigit.of(content))
                : Flaw.CHARACTER.with(content, "digits");
    }
}
