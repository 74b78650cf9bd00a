package io.tidegate.codes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table, row by row. */
class IdentifiersTest {

    /** A good content for components with checks, by all words of a component; others are filled up. */
    private static final Map<String, String> GOOD = Map.ofEntries(
            Map.entry("N18,csum,gcppos2", "123456789012345675"),
            Map.entry("N18,csum,gcppos1", "123456789012345675"),
            Map.entry("N17,csum,gcppos1", "12345678901234560"),
            Map.entry("N14,csum,gcppos2", "12345678901231"),
            Map.entry("N13,csum,gcppos1", "1234567890128"),
            Map.entry("N6,yymmd0", "261200"),
            Map.entry("N6,yymmdd", "261231"),
            Map.entry("N8,yyyymmdd", "20261231"),
            Map.entry("N4,hhmi", "2359"),
            Map.entry("N2,hh", "23"),
            Map.entry("N2,mi", "59"),
            Map.entry("N2,ss", "59"),
            Map.entry("N3,iso3166", "276"),
            Map.entry("N3,iso3166999", "999"),
            Map.entry("X2,iso3166alpha2", "DE"),
            Map.entry("N3,iso4217", "978"),
            Map.entry("N1,iso5218", "1"),
            Map.entry("N2,mediatype", "80"),
            Map.entry("X..4,packagetype", "PK"),
            Map.entry("X..34,iban", "DE91100000000123456789"),
            Map.entry("N1,zero", "0"),
            Map.entry("N4,nonzero", "1234"),
            Map.entry("N5,nonzero", "12345"),
            Map.entry("N3,nonzero", "123"),
            Map.entry("N12,nozeroprefix", "1"),
            Map.entry("N4,pieceoftotal", "0103"),
            Map.entry("X3,posinseqslash", "1/3"),
            Map.entry("N10,latitude", "0279085848"),
            Map.entry("N10,longitude", "3015297971"),
            Map.entry("N1,winding", "9"),
            Map.entry("N1,yesno", "1"),
            Map.entry("X1,hyphen", "-"),
            Map.entry("X1,importeridx", "_"),
            Map.entry("X..25,csumalpha,gcppos1", "1987654Ad4X4bL5ttr2310c2K"),
            Map.entry("X..25,csumalpha,gcppos1,hasnondigit", "1987654Ad4X4bL5ttr2310c2K"),
            Map.entry("X..70,couponcode", "012345612345611110123"),
            Map.entry("X..70,couponposoffer", "001234561234560123456"));

    private static final List<String> ROWS = CodeLists.lines("application-identifiers.txt");

    /** The components of a row as the table has them. */
    private static List<String> components(String row) {
        return List.of(row.replaceFirst("#.*", "").strip().split(" +", -1)).stream()
                .skip(1)
                .filter(Component::isOne)
                .toList();
    }

    private static List<Identifier> identifiers(String row) {
        return new ArrayList<>(Identifiers.read(List.of(row)).values());
    }

    private static String good(String component) {
        String bare = component.replaceAll("[\\[\\]]", "");
        int length = Component.read(component).lengthMax();
        return GOOD.getOrDefault(bare, "1".repeat(length));
    }

    @Test
    void every_identifier_takes_a_good_value() {
        for (String row : ROWS) {
            String whole = components(row).stream().map(IdentifiersTest::good).collect(Collectors.joining());
            String least = components(row).stream()
                    .filter(component -> !component.startsWith("["))
                    .map(IdentifiersTest::good)
                    .collect(Collectors.joining());
            for (Identifier identifier : identifiers(row)) {
                for (String value : List.of(whole, least)) {
                    assertTaken(identifier.digits(), value);
                }
            }
        }
    }

    private static void assertTaken(String identifier, String value) {
        String next = identifier.equals("90") ? "91" : "90";
        Decoded raw = Reading.of("]C1" + identifier + value + "\u001d" + next + "END");
        assertEquals(List.of(), Reading.errors(raw), identifier + " " + value);
        assertEquals("(" + identifier + ")" + value + "(" + next + ")END", Reading.elements(raw));
        assertEquals(List.of(), Reading.errors(Reading.of("(" + identifier + ")" + value.replace("(", "\\("))));
    }

    @Test
    void every_identifier_refuses_a_value_that_is_too_short_too_long_or_of_other_characters() {
        for (String row : ROWS) {
            String whole = components(row).stream().map(IdentifiersTest::good).collect(Collectors.joining());
            int longest = components(row).stream()
                    .mapToInt(component -> Component.read(component).lengthMax())
                    .sum();
            for (Identifier identifier : identifiers(row)) {
                String tooLong = whole + "1".repeat(longest - whole.length() + 1);
                String tooShort = whole.substring(0, identifier.lengthMin() - 1);
                for (String bad : List.of(tooShort, tooLong, "^", whole.substring(0, whole.length() - 1) + "ö")) {
                    assertNotEquals(
                            Optional.empty(), identifier.problem(bad, Reading.TODAY), identifier.digits() + " " + bad);
                    assertTrue(Reading.of("(" + identifier.digits() + ")" + bad).hasErrors());
                }
            }
        }
    }

    @Test
    void every_component_with_a_check_refuses_what_is_only_of_the_right_length() {
        for (String row : ROWS) {
            List<String> components = components(row);
            for (int at = 0; at < components.size(); at++) {
                if (!components.get(at).contains(",")) {
                    continue;
                }
                String bad = bad(components.get(at));
                String value = components.subList(0, at).stream()
                                .map(IdentifiersTest::good)
                                .collect(Collectors.joining())
                        + bad
                        + components.subList(at + 1, components.size()).stream()
                                .filter(component -> !component.startsWith("["))
                                .map(IdentifiersTest::good)
                                .collect(Collectors.joining());
                for (Identifier identifier : identifiers(row)) {
                    assertTrue(
                            Reading.of("(" + identifier.digits() + ")" + value).hasErrors(),
                            identifier.digits() + " " + value);
                }
            }
        }
    }

    /** Of the right length and characters, and no good content all the same. */
    private static String bad(String written) {
        Component component = Component.read(written);
        String good = good(written);
        int length = good.length();
        List<String> candidates = List.of(
                "9".repeat(length),
                "0".repeat(length),
                "1".repeat(length),
                "5".repeat(length),
                "A".repeat(length),
                "%".repeat(length),
                "A%A");
        return candidates.stream()
                .filter(each -> component.characters().firstOutside(each) < 0)
                .filter(each -> component.problem(each, Reading.TODAY).isPresent())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void no_identifier_is_the_beginning_of_another() {
        List<String> all = new ArrayList<>(
                new TreeSet<>(Identifiers.all().stream().map(Identifier::digits).toList()));
        for (int at = 1; at < all.size(); at++) {
            assertFalse(all.get(at).startsWith(all.get(at - 1)), all.get(at));
        }
        assertEquals(541, all.size());
    }

    @Test
    void lengths_are_said_in_words() {
        assertEquals("14", said("01"));
        assertEquals("1 to 20", said("10"));
        assertEquals("6 or 12", said("7007"));
        assertEquals("3 or 6 or 9 or 12 or 15", said("423"));
        assertEquals("13 to 30", said("253"));
    }

    private static String said(String identifier) {
        String reason = Identifiers.of(identifier).orElseThrow().wrongLength("").reason();
        return reason.substring("The value should have ".length(), reason.indexOf(" characters"));
    }
}
