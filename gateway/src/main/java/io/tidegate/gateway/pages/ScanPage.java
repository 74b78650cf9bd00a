package io.tidegate.gateway.pages;

import java.util.List;
import java.util.Optional;

/**
 * What the page shows at which somebody scans, or looks on.
 *
 * @param stamp of the last answer that it shows
 * @param device whose scans it shows, and as which it scans
 * @param scanId of the next scan: sent twice it counts once
 * @param where the item of the last answer is
 */
public record ScanPage(
        Words words,
        String stamp,
        String device,
        String scanId,
        Optional<String> notice,
        Mode mode,
        Optional<Last> last,
        List<StockList.Row> where,
        List<Log> log,
        List<Count> counts) {

    /**
     * How the scanner works.
     *
     * @param text in words
     * @param times that the next scan counts; empty for once
     * @param tasks, transfers and locations that it can be told
     */
    public record Mode(
            String text,
            boolean usual,
            Optional<String> times,
            List<Command> tasks,
            List<Command> transfers,
            List<Command> locations) {}

    /**
     * A button.
     *
     * @param data of the command code that does the same
     */
    public record Command(String data, String name, boolean on) {}

    /**
     * The last answer.
     *
     * @param result the word for it
     * @param title what was scanned, or what the scanner does now
     * @param detail how much
     * @param href of the item's page
     * @param naming where one can say what an unknown code is
     */
    public record Last(
            String result,
            Glance.Tone tone,
            String title,
            String detail,
            Optional<Phrase> words,
            Optional<String> href,
            Optional<String> naming) {}

    /** An answer before it. */
    public record Log(String when, String what, Glance.Tone tone) {}

    /**
     * What is being counted at the scanner's location.
     *
     * @param since when it began
     */
    public record Count(String location, String since, List<Row> rows) {}

    /** One item of it. */
    public record Row(
            String href, String name, String lot, String counted, String expected, Glance.Tone tone, boolean moved) {}

    /** Where somebody says which scanner it is. */
    public record Choice(Words words, Optional<String> notice, List<String> scanners) {}
}
