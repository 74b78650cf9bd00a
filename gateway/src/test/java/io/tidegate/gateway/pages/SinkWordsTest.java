package io.tidegate.gateway.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.gateway.journal.Account;
import io.tidegate.site.WebSettings;
import io.tidegate.sync.Backlog;
import io.tidegate.sync.Hold;
import io.tidegate.sync.SinkStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SinkWordsTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private static List<String> lines(Locale locale, Backlog backlog) {
        Words words = Words.of(Reports.site(WebSettings.DEFAULT, locale).site(), "");
        SinkReport report = new SinkReport(
                "hq",
                "http",
                true,
                true,
                Optional.empty(),
                Optional.empty(),
                backlog,
                Account.NONE,
                Optional.of(NOW),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return new SinkWords(words, NOW, at -> new Glance.Age(words.ago(at, NOW), "", ""))
                .panel(report).lines().stream()
                        .map(line -> line.name() + ": " + line.value().text())
                        .toList();
    }

    @Test
    void after_an_outage_it_says_up_to_when_all_is_there_and_when_the_rest_will_be() {
        Backlog backlog = new Backlog(
                17_280_000,
                17_279_990,
                3_456_000_000L,
                Optional.of(NOW.minus(Duration.ofHours(23))),
                Optional.of(Duration.ofMinutes(47)));
        assertEquals(
                List.of(
                        "Waiting: 17,280,000 entries, about 3.5 GB",
                        "All delivered until: 23 h ago",
                        "Delivered: in about 47 min",
                        "From an outage: 17,279,990 entries follow beside what is new",
                        "Last delivery: just now",
                        "Last trouble: none"),
                lines(Locale.UK, backlog));
        assertEquals(
                "Wartet: 17.280.000 Einträge, etwa 3,5 GB",
                lines(Locale.GERMANY, backlog).getFirst());
    }

    @Test
    void what_is_just_on_its_way_is_not_told_as_if_it_were_late() {
        Backlog backlog = new Backlog(1, 0, 200, Optional.of(NOW.minusSeconds(1)), Optional.of(Duration.ofMillis(20)));
        assertEquals(
                List.of("Waiting: one entry, about 200 B", "Last delivery: just now", "Last trouble: none"),
                lines(Locale.UK, backlog));
        assertEquals("Waiting: nothing", lines(Locale.UK, Backlog.NONE).getFirst());
    }

    @Test
    void what_may_not_go_now_is_told_with_the_reason_and_until_when() {
        Words words = Words.of(Reports.site(WebSettings.DEFAULT, Locale.UK).site(), "");
        SinkReport held = SinkReport.of(
                new SinkStatus(
                        "hq",
                        "http",
                        new SinkStatus.Held(new Hold(Hold.Why.HOURS, NOW.plusSeconds(43_200))),
                        Backlog.NONE,
                        0,
                        0,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                new Account(5, 0, 5, 0, 0, 0, 0, 0, Account.Again.NONE));
        Glance.Panel panel = new SinkWords(words, NOW, at -> new Glance.Age("", "", "")).panel(held);
        assertEquals("Waits for its hours · Goes on at 22:00", panel.state().text());
        assertEquals(Glance.Tone.GOOD, panel.tone());
    }
}
