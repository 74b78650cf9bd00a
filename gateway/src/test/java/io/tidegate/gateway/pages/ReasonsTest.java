package io.tidegate.gateway.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.tidegate.clouds.LineTrouble;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class ReasonsTest {

    private final Reasons german = Reasons.in(Locale.GERMAN);

    private void means(String english, String expected) {
        assertEquals(Phrase.of(expected), german.phrase(english));
    }

    @Test
    void a_reason_is_told_in_the_readers_language_with_what_stands_in_its_holes() {
        String refused = LineTrouble.words(new ConnectException(), URI.create("http://127.0.0.1:9/x"));
        means(refused, "127.0.0.1:9 lehnt die Verbindung ab: Bitte prüfen, ob der Server läuft und ob der Port stimmt");
        means(
                "The text 'a' has 2000 characters; at most 1024 are kept. Let the device leave it out.",
                "Der Text „a“ hat 2000 Zeichen; höchstens 1024 werden aufgehoben."
                        + " Bitte am Gerät einstellen, dass es ihn weglässt.");
    }

    @Test
    void a_reason_within_a_reason_is_translated_too() {
        means("cannot publish: not connected yet", "Senden ist nicht möglich: Noch nicht verbunden");
        means(
                "The payload is a JSON array. Send one JSON object per message. (Kept: the first 4096 bytes.)",
                "Die Nachricht ist eine JSON-Liste. Bitte ein JSON-Objekt je Nachricht senden."
                        + " (Aufgehoben sind die ersten 4096 Bytes.)");
    }

    @Test
    void of_two_sentences_that_fit_the_one_that_says_more_is_meant() {
        means("hq cannot take data now (MQTT reason code 151)", "hq kann gerade keine Daten annehmen (MQTT-Code 151)");
        means("hq cannot take data now (HTTP 503: full)", "hq kann gerade keine Daten annehmen (HTTP 503: full)");
    }

    @Test
    void braces_and_hole_numbers_that_strangers_send_stay_as_they_are() {
        means(
                "no way to {1} {0}: check the network cable and the router",
                "Kein Weg zu {1} {0}: Bitte Netzwerkkabel und Router prüfen");
    }

    @Test
    void what_nobody_knows_stays_english_and_says_so() {
        assertEquals(new Phrase("The paper is empty", "en"), german.phrase("The paper is empty"));
        assertEquals(Phrase.of(""), german.phrase(""));
    }

    @Test
    void english_readers_get_the_very_sentence() {
        String reason = "no way to x: check the network cable and the router";
        assertSame(reason, Reasons.in(Locale.ENGLISH).phrase(reason).text());
    }

    @Test
    void every_sentence_finds_its_holes_again() throws Exception {
        Properties english = new Properties();
        try (var file = Reasons.class.getResourceAsStream("reasons_en.properties")) {
            english.load(file);
        }
        for (String key : english.stringPropertyNames()) {
            Sentence sentence = Sentence.of(english.getProperty(key));
            List<String> holes =
                    sentence.holes().stream().map(number -> "hole " + number).toList();
            String text = sentence.filled(holes);
            assertEquals(holes, sentence.contents(text), key);
        }
    }

    @Test
    void a_long_reason_of_a_stranger_takes_no_time() {
        String nested = "hq cannot take data now (".repeat(400);
        assertTimeout(Duration.ofSeconds(20), () -> {
            for (int i = 0; i < 200; i++) {
                german.phrase(nested + ")".repeat(400));
                german.phrase(" (Kept: the first ".repeat(1_000) + " bytes.)");
                german.phrase("no way to ".repeat(1_000));
            }
        });
    }
}
