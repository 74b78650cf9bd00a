package io.tidegate.codes;

import java.time.LocalDate;
import java.util.Optional;

/** Looks at the content of one component of an element. */
@FunctionalInterface
interface ContentCheck {

    Optional<Problem> problem(String content, LocalDate today);
}
