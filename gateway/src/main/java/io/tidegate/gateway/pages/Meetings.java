package io.tidegate.gateway.pages;

import io.tidegate.gateway.partners.PartnerStatus;
import io.tidegate.gateway.partners.Partners;
import io.tidegate.observation.Booking;
import io.tidegate.observation.Movement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the page of the stock says of the site's other gateways. Immutable.
 *
 * @param troubles what somebody must do
 * @param sentences how it stands with the others
 */
public record Meetings(List<Phrase> troubles, List<String> sentences) {

    private static final int ITEMS_MAX = 5;

    /** Reads the database. */
    static Meetings of(Partners partners, Words words, Instant now) throws SQLException {
        List<PartnerStatus> all = partners.status();
        List<Phrase> troubles = Stream.concat(
                        all.stream().flatMap(each -> trouble(each, words)), differing(partners, words).stream())
                .toList();
        return new Meetings(
                troubles, all.stream().map(each -> said(each, words, now)).toList());
    }

    private static String name(PartnerStatus partner) {
        return partner.gateway().orElse(partner.url().getAuthority());
    }

    private static Stream<Phrase> trouble(PartnerStatus partner, Words words) {
        return partner.trouble().stream()
                .flatMap(why -> Stream.of(
                        Phrase.of(words.say("stock.partner.trouble", name(partner))),
                        words.reason(why).sentence()));
    }

    private static String said(PartnerStatus partner, Words words, Instant now) {
        String met = partner.met()
                .map(then -> words.say("stock.partner.met", name(partner), words.ago(then, now)))
                .orElseGet(() -> words.say("stock.partner.never", name(partner)));
        return partner.more() && partner.met().isPresent() && partner.trouble().isEmpty()
                ? met + " " + words.raw("stock.partner.reading")
                : met;
    }

    private static List<Phrase> differing(Partners partners, Words words) throws SQLException {
        List<Booking> conflicts = partners.conflicts();
        if (conflicts.isEmpty()) {
            return List.of();
        }
        String items = conflicts.stream()
                .map(Meetings::about)
                .distinct()
                .limit(ITEMS_MAX)
                .collect(Collectors.joining(", "));
        return List.of(Phrase.of(words.say("stock.partner.conflicts", words.number(conflicts.size()), items)));
    }

    private static String about(Booking line) {
        return line instanceof Movement movement ? movement.goods().item() : line.id();
    }
}
