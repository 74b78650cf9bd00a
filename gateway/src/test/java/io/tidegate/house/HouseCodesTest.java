package io.tidegate.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.codes.Codes;
import io.tidegate.codes.EightDigits;
import io.tidegate.codes.Flaw;
import io.tidegate.codes.InStorePattern;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the page about codes says is so. */
class HouseCodesTest {

    private static final String PAGE = House.text(Path.of("docs/codes.md"));
    private static final Pattern IN_STORE =
            Pattern.compile("\\| `([0-9IWPNVC.,]{9,})` \\| `([0-9]+)` \\| item ([0-9]+), ([0-9.]+)");

    @Test
    void every_problem_of_a_code_has_its_remedy() {
        Breaches breaches = new Breaches("Give it a row in docs/codes.md, or mend the row:");
        for (Flaw flaw : Flaw.values()) {
            breaches.addIf(!PAGE.contains("\n| " + flaw.pattern() + " | "), flaw + ": " + flaw.pattern());
        }
        breaches.report();
    }

    @Test
    void every_pattern_of_the_page_reads_its_code_so() {
        List<String> read = IN_STORE.matcher(PAGE)
                .results()
                .map(row -> new Codes(List.of(InStorePattern.parse(row.group(1))), EightDigits.EAN_8)
                        .decode(row.group(2), LocalDate.of(2026, 11, 28))
                        .code())
                .map(code -> code.gtin().orElseThrow() + " "
                        + code.netWeightKilograms()
                                .or(() -> code.price().map(price -> price.amount()))
                                .orElseThrow())
                .toList();
        assertEquals(List.of("2100005000000 8.000", "2305000000004 123.45"), read);
    }
}
