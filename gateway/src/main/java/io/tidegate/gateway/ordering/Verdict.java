package io.tidegate.gateway.ordering;

/** What became of a decision. */
public sealed interface Verdict {

    /** It is on disk, now or from the first time that it was sent. */
    record Decided(Proposed proposed) implements Verdict {}

    /** There is no such proposal. */
    record Unknown() implements Verdict {}

    /** Somebody decided otherwise before. */
    record Otherwise(Proposed proposed) implements Verdict {}

    /** It cannot be decided so. */
    record Refused(String reason) implements Verdict {}
}
