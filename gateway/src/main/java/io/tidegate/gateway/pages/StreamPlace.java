package io.tidegate.gateway.pages;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Up to where somebody was told what has changed. Immutable.
 *
 * @param position of the journal's entry up to which all was told
 * @param told 0 where that entry was told whole, else so many of its events
 * @param proposals the number of the last change of a proposal that was told; below 0: those to come
 */
record StreamPlace(long position, int told, long proposals) {

    private static final Pattern ID = Pattern.compile("([0-9a-f]{8})\\.(\\d{1,18})\\.(\\d)\\.(\\d{1,18})");

    /** As the id of an event, which means nothing in the stream of another ledger. */
    String id(String ledger) {
        return ledger + "." + position + "." + told + "." + proposals;
    }

    /** Empty where it is none of this ledger's. */
    static Optional<StreamPlace> of(String ledger, String id) {
        Matcher read = ID.matcher(id.strip());
        return read.matches() && read.group(1).equals(ledger)
                ? Optional.of(new StreamPlace(
                        Long.parseLong(read.group(2)), Integer.parseInt(read.group(3)), Long.parseLong(read.group(4))))
                : Optional.empty();
    }

    /** Behind it begins what has not been told. */
    long behind() {
        return told == 0 ? position : position - 1;
    }
}
