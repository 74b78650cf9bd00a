package io.tidegate.gateway.pages;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The site at a glance, in words: what the templates print, decided already. Immutable.
 *
 * @param at the gateway's time, by which the page lets ages grow
 * @param example a command that makes a device speak; empty where there is no such
 * @param stamp what the browser says when it connects again, to get what it has missed
 */
public record Glance(
        Words words,
        String stamp,
        String at,
        Attention attention,
        List<Card> devices,
        Optional<String> example,
        House house) {

    /** The words of a state and how bad it is. */
    public enum Tone {
        GOOD,
        WARN,
        BAD;

        public String css() {
            return switch (this) {
                case GOOD -> "good";
                case WARN -> "warn";
                case BAD -> "bad";
            };
        }
    }

    /** What a person should look at, worst first; empty when all is well. */
    public record Attention(Words words, List<Concern> concerns, int answering) {}

    /** @param more what follows the title, phrase by phrase */
    public record Concern(Tone tone, String title, List<Phrase> more, Optional<String> link) {}

    /** A moment that ages on the page. */
    public record Age(String text, String iso, String moment) {

        static Age of(Words words, Instant at, Instant now) {
            return new Age(words.ago(at, now), at.toString(), words.moment(at));
        }
    }

    /**
     * One device.
     *
     * @param silentAfterSeconds of saying nothing the page itself calls it silent; 0 for never
     */
    public record Card(
            Words words,
            String id,
            String name,
            Tone tone,
            Optional<String> state,
            Optional<Phrase> fault,
            Age lastSeen,
            long silentAfterSeconds,
            List<Fact> facts,
            List<Choice> choices,
            Optional<Chart> chart) {}

    /** What a field can be set to, with a button for each. */
    public record Choice(String name, List<Press> presses) {}

    /** @param isNow the field is so already */
    public record Press(String path, String label, boolean isNow) {}

    /**
     * A name and a value.
     *
     * @param doubt why the value is not to be believed
     */
    public record Fact(String name, String value, Optional<String> doubt) {

        /** Characters that fit beside the others in large letters. */
        private static final int SHORT_MAX = 8;

        public String css() {
            return value.length() > SHORT_MAX ? "long" : "short";
        }
    }

    /** @param caption what it shows, where that is not what the card shows first */
    public record Chart(Sparkline line, String label, String caption, String range) {}

    /** Journal, clouds and clock, and what was set aside. */
    public record House(Words words, List<Panel> panels, String parked, String rejected) {}

    public record Panel(String title, Tone tone, Phrase state, List<Line> lines) {}

    /** A line of a panel: a fact, perhaps one that ages. */
    public record Line(String name, Phrase value, Optional<Age> age) {

        static Line of(String name, String value) {
            return of(name, Phrase.of(value));
        }

        static Line of(String name, Phrase value) {
            return new Line(name, value, Optional.empty());
        }

        static Line of(String name, Age age) {
            return new Line(name, Phrase.of(age.text()), Optional.of(age));
        }
    }
}
