package io.tidegate.gateway.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.site.WebSettings;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

    private static String said(Locale locale, Duration time) {
        return Words.of(Reports.site(WebSettings.DEFAULT, locale).site(), "").lasting(time);
    }

    @ParameterizedTest
    @CsvSource({
        "PT1S, 1 min, 1 min",
        "PT119M, 119 min, 119 min",
        "PT2H, 2 h, 2 h",
        "PT2H0M1S, 2 h 1 min, 2 h 1 min",
        "PT47H59M, 47 h 59 min, 47 h 59 min",
        "PT48H, 2 days, 2 Tage",
        "PT8610M, 6 days, 6 Tage",
        "PT50H, 2 days 2 h, 2 Tage 2 h"
    })
    void a_time_is_told_as_people_think_of_it(Duration time, String english, String german) {
        assertEquals(english, said(Locale.UK, time));
        assertEquals(german, said(Locale.GERMANY, time));
    }

    @ParameterizedTest
    @CsvSource({
        "PT0.2S, 1 s, 1 s",
        "PT43.2S, 43 s, 43 s",
        "PT59.7S, 1 min, 1 min",
        "PT75S, 1 min 15 s, 1 min 15 s",
        "PT59M59S, 59 min 59 s, 59 min 59 s",
        "PT1H, 60 min, 60 min",
        "PT2H0M1S, 2 h 1 min, 2 h 1 min"
    })
    void how_long_something_took_is_told_to_the_second_where_that_is_short(
            Duration time, String english, String german) {
        assertEquals(
                english,
                Words.of(Reports.site(WebSettings.DEFAULT, Locale.UK).site(), "")
                        .took(time));
        assertEquals(
                german,
                Words.of(Reports.site(WebSettings.DEFAULT, Locale.GERMANY).site(), "")
                        .took(time));
    }
}
