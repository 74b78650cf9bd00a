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
}
