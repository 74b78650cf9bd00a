package io.tidegate.codes;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;

/** Short ways to say what a text should be read as. */
final class Reading {

    static final LocalDate TODAY = LocalDate.of(2026, 11, 28);

    private Reading() {}

    static Decoded of(String text) {
        return Codes.standard().decode(text, TODAY);
    }

    /** As (01)...(10)..., with brackets in values as they are. */
    static String elements(Decoded decoded) {
        return decoded.code().elements().all().stream()
                .map(element -> "(" + element.identifier() + ")" + element.value())
                .collect(Collectors.joining());
    }

    static List<Flaw> errors(Decoded decoded) {
        return decoded.problems().stream()
                .filter(Problem::isError)
                .map(Problem::flaw)
                .toList();
    }

    static List<Flaw> warnings(Decoded decoded) {
        return decoded.problems().stream()
                .filter(problem -> !problem.isError())
                .map(Problem::flaw)
                .toList();
    }
}
