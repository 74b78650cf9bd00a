package io.tidegate.gateway.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.journal.Account;
import io.tidegate.site.WebSettings;
import io.tidegate.sync.Backlog;
import io.tidegate.sync.Hold;
import io.tidegate.sync.SinkStatus;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CloudWordsTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final CloudHistory UNTRIED = new CloudHistory(Optional.empty(), List.of());

    private static CloudsPage.Cloud cloud(Locale locale, SinkStatus.State state, Storage storage) {
        Words words = Words.of(Reports.site(WebSettings.DEFAULT, locale).site(), "");
        SinkStatus status = new SinkStatus(
                "hq",
                "http",
                state,
                new Backlog(5, 0, 700, Optional.of(NOW.minusSeconds(60)), Optional.empty()),
                0,
                0,
                Optional.empty(),
                Optional.of("connection refused"),
                Optional.of(NOW.minusSeconds(180)),
                Optional.empty());
        Account account = new Account(9, 4, 5, 0, 0, 0, 0, 0, new Account.Again(2, 0));
        return new CloudWords(words, NOW, storage)
                .cloud(
                        SinkReport.of(status, account),
                        UNTRIED,
                        Optional.empty(),
                        new CloudsPage.Asked(List.of(), Optional.empty()));
    }

    private static List<String> lines(CloudsPage.Cloud cloud) {
        return cloud.panel().lines().stream()
                .map(line -> line.name() + ": " + line.value().text()
                        + line.age().map(age -> " / " + age.text()).orElse(""))
                .toList();
    }

    private static SinkStatus.State held() {
        return new SinkStatus.Held(new Hold(Hold.Why.HOURS, NOW.plusSeconds(43_200)));
    }

    @Test
    void a_cloud_that_waits_for_its_hours_says_how_much_waits_up_to_when_all_is_there_and_for_how_long_there_is_room() {
        CloudsPage.Cloud cloud = cloud(Locale.UK, held(), new Storage(1_000_000, 100, 1));
        assertTrue(lines(cloud).contains("Waiting: 5 entries, about 700 B"), lines(cloud)::toString);
        assertTrue(lines(cloud).contains("All delivered until: 1 min ago / 1 min ago"), lines(cloud)::toString);
        assertTrue(
                lines(cloud).contains("Room for what waits: about 2 h 47 min at the present rate"),
                lines(cloud)::toString);
        assertEquals(
                "Wartet auf ihre Stunden · Weiter um 22:00",
                cloud(Locale.GERMANY, held(), new Storage(1, 1, 1))
                        .panel()
                        .state()
                        .text());
    }

    @Test
    void room_for_longer_than_anybody_waits_is_told_as_that() {
        CloudsPage.Cloud cloud = cloud(Locale.UK, held(), new Storage(1L << 40, 100, 0.001));
        assertTrue(lines(cloud).contains("Room for what waits: for more than 10 years"), lines(cloud)::toString);
    }

    @Test
    void the_last_trouble_has_its_time_and_the_next_try_its_second() {
        CloudsPage.Cloud cloud =
                cloud(Locale.UK, new SinkStatus.Waiting("x", NOW, NOW.plusSeconds(5)), new Storage(1, 1, 0));
        assertTrue(lines(cloud).contains("Last trouble: connection refused / 3 min ago"), lines(cloud)::toString);
        assertTrue(lines(cloud).contains("Last delivery: none yet since the start"), "4 went before it");
        assertEquals("Not connected · Next try 10:00:05", cloud.panel().state().text());
    }

    @Test
    void of_a_cloud_that_was_never_tried_no_uptime_is_told_and_what_was_sent_again_stands_behind_the_sum() {
        CloudsPage.Cloud cloud = cloud(Locale.UK, held(), new Storage(1, 1, 0));
        assertFalse(cloud.uptime().isPresent());
        assertEquals(
                "Recorded, in all", cloud.books().get(cloud.books().size() - 2).name());
        assertEquals(
                new CloudsPage.Count("Beside that: sent again, on request", "2"),
                cloud.books().getLast());
    }
}
