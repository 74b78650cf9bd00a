package io.tidegate.gateway.partners;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * How it stands with another gateway. Immutable.
 *
 * @param gateway its id; empty until it has answered once
 * @param met when it last answered
 * @param taken lines and items that came from it since this gateway started
 * @param unread those that this gateway does not understand; they stand among the parked payloads
 * @param more whether it has lines that are not here yet
 * @param trouble why it cannot be asked, in words for staff
 */
public record PartnerStatus(
        URI url,
        Optional<String> gateway,
        Optional<Instant> met,
        long taken,
        long unread,
        boolean more,
        Optional<String> trouble) {

    static PartnerStatus unmet(URI url) {
        return new PartnerStatus(url, Optional.empty(), Optional.empty(), 0, 0, true, Optional.empty());
    }

    PartnerStatus met(LedgerPart part, int news, Instant now) {
        return new PartnerStatus(
                url,
                Optional.of(part.gateway()),
                Optional.of(now),
                taken + news,
                unread + part.unread().size(),
                part.more(),
                Optional.empty());
    }

    PartnerStatus failed(String why) {
        return new PartnerStatus(url, gateway, met, taken, unread, more, Optional.of(why));
    }
}
