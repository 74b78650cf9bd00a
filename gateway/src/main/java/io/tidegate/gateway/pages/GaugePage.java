package io.tidegate.gateway.pages;

import java.util.List;
import java.util.Optional;

/**
 * What the page of the scales and counters shows.
 *
 * @param stamp what the browser says when it connects again, to get what it has missed
 * @param at the gateway's time, by which the page lets ages grow
 */
public record GaugePage(Words words, String stamp, String at, List<Row> rows) {

    /**
     * A scale or a counter.
     *
     * @param quantity what comes of what it shows; empty where nothing does
     * @param booked what was booked last; empty where nothing was
     * @param remarks what it does and what is wrong with it, the most urgent first
     */
    public record Row(
            Sensor sensor, Goods goods, Optional<Shown> shown, String quantity, String booked, List<Remark> remarks) {}

    public record Sensor(String device, String field) {}

    public record Goods(String href, String name, String location) {}

    public record Shown(String value, Glance.Age heard) {}

    /**
     * A sentence about it.
     *
     * @param href where one can do something about it; empty where there is no such page
     * @param more the reason, which may be in another language
     */
    public record Remark(Glance.Tone tone, String text, String href, Optional<Phrase> more) {

        static Remark of(Glance.Tone tone, String text) {
            return new Remark(tone, text, "", Optional.empty());
        }
    }
}
