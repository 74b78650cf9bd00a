package io.tidegate.codes;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads GS1 Digital Links: {@code https://host/stem/01/09520123456788/10/ABC?17=261231}. The last key of the path counts, what
 * is before it is the stem. Used by one thread, for one text.
 */
final class Links {

    /** What may be in a web address (RFC 3986). */
    private static final String ADDRESS = CharacterSet.LETTERS_AND_DIGITS + "-._~:/?#[]@!$&'()*+,;=%";

    /** What of that may not be in its domain. */
    private static final String NOT_IN_DOMAIN = "_~?#@!$&'()*+,;=%";

    private static final List<String> SCHEMES = List.of("https://", "http://", "HTTPS://", "HTTP://");

    /** From this length on a part of a path that is only base64 is taken for a compressed link. */
    private static final int COMPRESSED_LENGTH_MIN = 10;

    private static final int GTIN_LENGTH = 14;

    private final ElementString read;
    private final List<Problem> problems = new ArrayList<>();

    Links(LocalDate today) {
        this.read = new ElementString(today);
    }

    /** Whether it begins as a web address does, also with a scheme in mixed letters. */
    static boolean begins(String text) {
        return text.regionMatches(true, 0, "http://", 0, "http://".length())
                || text.regionMatches(true, 0, "https://", 0, "https://".length());
    }

    /** Whether a text that {@link #begins} so has no mixed letters there. */
    static boolean hasScheme(String text) {
        return SCHEMES.stream().anyMatch(text::startsWith);
    }

    static String scheme(String text) {
        return text.substring(0, text.indexOf(':'));
    }

    List<Element> elements() {
        return read.elements();
    }

    List<Problem> problems() {
        List<Problem> all = new ArrayList<>(problems);
        all.addAll(read.problems());
        return all;
    }

    /** Reads it, whatever it is. */
    Links read(String address) {
        int outside = firstOf(address, false, ADDRESS);
        int path = address.indexOf('/', address.indexOf("://") + "://".length());
        if (!hasScheme(address)) {
            problems.add(Flaw.LINK_SCHEME.with(scheme(address)));
        } else if (outside >= 0) {
            problems.add(Flaw.LINK_CHARACTER.with(Character.toString(address.codePointAt(outside))));
        } else if (path < 0 || !isDomain(address.substring(address.indexOf("://") + "://".length(), path))) {
            problems.add(Flaw.LINK_DOMAIN.with(ElementString.shown(address)));
        } else {
            String named = address.substring(path).replaceFirst("#.*", "");
            int question = named.indexOf('?');
            String[] parts = (question < 0 ? named : named.substring(0, question)).split("/", -1);
            key(parts)
                    .ifPresentOrElse(
                            at -> named(parts, at, question < 0 ? "" : named.substring(question + 1)),
                            () -> problems.add(withoutKey(parts)));
        }
        return this;
    }

    private static boolean isDomain(String text) {
        return !text.isEmpty() && firstOf(text, true, NOT_IN_DOMAIN) < 0;
    }

    /** The first character that is, or is not, among these; or -1. */
    private static int firstOf(String text, boolean wanted, String characters) {
        for (int at = 0; at < text.length(); at++) {
            if (characters.indexOf(text.charAt(at)) >= 0 == wanted) {
                return at;
            }
        }
        return -1;
    }

    /** Where the last key stands, if only identifiers with values are behind it. */
    private static Optional<Integer> key(String[] parts) {
        for (int at = parts.length - 2; at > 0; at -= 2) {
            Optional<Identifier> found = Identifiers.of(parts[at]);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            if (found.get().rules().qualifiers().isPresent()) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }

    private static Problem withoutKey(String[] parts) {
        String last = parts[parts.length - 1];
        boolean compressed = last.length() >= COMPRESSED_LENGTH_MIN
                && last.matches("[A-Za-z0-9_-]+")
                && last.matches(".*[A-Z].*")
                && last.matches(".*[a-z].*");
        return compressed ? Flaw.LINK_COMPRESSED.with(ElementString.shown(last)) : Flaw.LINK_WITHOUT_KEY.with();
    }

    private void named(String[] parts, int from, String query) {
        List<Identifier> path = new ArrayList<>();
        for (int at = from; at < parts.length; at += 2) {
            Identifier identifier = Identifiers.of(parts[at]).orElseThrow();
            path.add(identifier);
            value(identifier, parts[at + 1], false);
        }
        Identifier key = path.getFirst();
        List<String> behind = path.stream().skip(1).map(Identifier::digits).toList();
        if (!Identifier.isPath(key, behind)) {
            problems.add(
                    Flaw.LINK_QUALIFIERS.with(key.digits(), qualifiers(key)).of(key.digits()));
        }
        for (String attribute : query.split("&", -1)) {
            if (read.elements().size() >= ElementString.ELEMENTS_MAX) {
                problems.add(Flaw.ELEMENTS_MAX.with(ElementString.ELEMENTS_MAX));
                return;
            }
            attribute(attribute, key, behind);
        }
    }

    private static String qualifiers(Identifier key) {
        return key.rules().qualifiers().stream()
                .flatMap(List::stream)
                .map(row -> row.isEmpty()
                        ? "nothing"
                        : row.stream().map(each -> "(" + each + ")").collect(Collectors.joining(" ")))
                .collect(Collectors.joining(" or "));
    }

    /** Others than identifiers are somebody else's: they tell the web server something. */
    private void attribute(String text, Identifier key, List<String> behind) {
        int equals = text.indexOf('=');
        if (equals < 0 || !Digits.all(text.substring(0, equals))) {
            return;
        }
        String digits = text.substring(0, equals);
        Optional<Identifier> known = Identifiers.of(digits);
        if (known.isEmpty()) {
            problems.add(Flaw.UNKNOWN_IDENTIFIER.with(ElementString.shown(digits)));
            return;
        }
        Identifier identifier = known.get();
        if (read.elements().stream().anyMatch(each -> each.identifier().equals(digits))) {
            problems.add(Flaw.LINK_TWICE.with().of(digits));
        } else if (!identifier.attribute()) {
            problems.add(Flaw.LINK_ATTRIBUTE.with().of(digits));
        } else if (belongsIntoPath(digits, key, behind)) {
            problems.add(Flaw.LINK_IN_PATH.with(key.digits()).of(digits));
        }
        value(identifier, text.substring(equals + 1), true);
    }

    private static boolean belongsIntoPath(String digits, Identifier key, List<String> behind) {
        for (int at = 0; at <= behind.size(); at++) {
            List<String> longer = new ArrayList<>(behind);
            longer.add(at, digits);
            if (Identifier.isPath(key, longer)) {
                return true;
            }
        }
        return false;
    }

    private void value(Identifier identifier, String coded, boolean query) {
        String value = PercentCode.decoded(coded, query);
        if (value.indexOf(0) >= 0) {
            problems.add(Flaw.LINK_NUL.with().of(identifier.digits()));
        }
        boolean shorter = query && identifier.digits().equals("01") && value.length() < GTIN_LENGTH;
        read.add(identifier, shorter && Gtin.hasLength(value) ? Gtin.padded(value) : value);
    }
}
