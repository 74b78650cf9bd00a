package io.tidegate.gateway.pages;

import io.tidegate.gateway.scanning.Difference;
import io.tidegate.gateway.scanning.Mode;
import io.tidegate.gateway.scanning.ScanAnswer;
import io.tidegate.gateway.scanning.ScanAnswer.Result;
import io.tidegate.gateway.scanning.ScanAnswer.Subject;
import io.tidegate.gateway.scanning.ScanCommand;
import io.tidegate.observation.Amount;
import io.tidegate.site.ScanTask;
import io.tidegate.site.StockSettings;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Scans and their answers in one reader's words. Immutable. */
record ScanWords(StockWords stock) {

    private static final Pattern EXPIRED =
            Pattern.compile("This expired on (\\d{4}-\\d{2}-\\d{2})\\. Take another; or send 'override' .*");

    private Words words() {
        return stock.words();
    }

    private StockSettings settings() {
        return stock.settings();
    }

    String mode(Mode mode) {
        String task = words().raw(key(mode.task()));
        String location = settings().nameOf(mode.location());
        String what =
                mode.reason().map(why -> task + " (" + stock.cause(why) + ")").orElse(task);
        return mode.to()
                .map(to ->
                        words().say("scan.from.to", what, location, settings().nameOf(to)))
                .orElseGet(() -> words().say("scan.at", what, location));
    }

    private static String key(ScanTask task) {
        return switch (task) {
            case LOOK -> "scan.look";
            case RECEIVE -> "scan.receive";
            case SELL -> "scan.sell";
            case RETURN -> "scan.return";
            case COUNT -> "scan.count";
            case TRANSFER -> "scan.transfer";
            case WASTE -> "scan.waste";
        };
    }

    ScanPage.Mode page(Mode mode) {
        List<ScanPage.Command> tasks = new ArrayList<>();
        for (ScanTask task : ScanTask.values()) {
            if (task != ScanTask.TRANSFER) {
                tasks.add(new ScanPage.Command(
                        new ScanCommand.Begin(task).text(), words().raw(key(task)), task == mode.task()));
            }
        }
        List<ScanPage.Command> transfers = new ArrayList<>();
        List<ScanPage.Command> locations = new ArrayList<>();
        for (StockSettings.Location location : settings().locations()) {
            boolean here = location.id().equals(mode.location());
            locations.add(new ScanPage.Command(new ScanCommand.At(location.id()).text(), location.name(), here));
            if (!here) {
                transfers.add(new ScanPage.Command(
                        new ScanCommand.TransferTo(location.id()).text(),
                        location.name(),
                        mode.to().equals(Optional.of(location.id()))));
            }
        }
        return new ScanPage.Mode(
                mode(mode),
                mode.usual(),
                mode.times() > 1 ? Optional.of(words().say("scan.times", mode.times())) : Optional.empty(),
                tasks,
                transfers,
                locations);
    }

    ScanPage.Last last(ScanAnswer answer) {
        Optional<Subject> subject = answer.subject();
        return new ScanPage.Last(
                answer.result().word(),
                tone(answer.result()),
                subject.map(this::name).orElseGet(() -> title(answer)),
                subject.map(each -> detail(answer, each)).orElse(""),
                answer.words().map(this::reason),
                subject.map(Subject::item).map(StockWords::href),
                answer.result() == Result.UNKNOWN
                        ? subject.map(Subject::item).map(StockList::naming)
                        : Optional.empty());
    }

    /** Who scans presses a button where a program would send something else. */
    private Phrase reason(String english) {
        Matcher expired = EXPIRED.matcher(english);
        return expired.matches()
                ? Phrase.of(words().say(
                                "scan.expired",
                                words().date(LocalDate.parse(expired.group(1))),
                                words().raw("scan.override")))
                : words().reason(english);
    }

    private String name(Subject subject) {
        return stock.named(
                subject.name().orElse(subject.item()), subject.batch().lot());
    }

    /** Of a command. */
    private String title(ScanAnswer answer) {
        return switch (answer.result()) {
            case SET -> mode(answer.mode());
            case BOOKED -> words().raw("scan.count.booked");
            case TAKEN_BACK -> words().raw(answer.words().isPresent() ? "scan.undone" : "scan.taken-back.times");
            case REPEATED -> words().raw("scan.repeated");
            case REFUSED, UNKNOWN, SHOWN, COUNTED -> words().raw("scan.refused");
        };
    }

    private String detail(ScanAnswer answer, Subject subject) {
        String amount = words().amount(subject.amount());
        String level = subject.level().map(words()::amount).orElse("?");
        return switch (answer.result()) {
            case BOOKED -> words().say(booked(answer.mode().task()), amount, level);
            case UNKNOWN ->
                answer.mode()
                        .task()
                        .movement()
                        .map(kind -> words().say("scan.unknown.kept", words().say(StockWords.key(kind), amount)))
                        .orElseGet(() -> words().raw("scan.unknown.look"));
            case REFUSED -> words().raw("scan.refused");
            case REPEATED -> words().raw("scan.repeated");
            case SHOWN -> words().say("scan.shown", level);
            case COUNTED -> words().say("scan.counted", amount, level);
            case TAKEN_BACK -> words().say("scan.taken-back", amount, level);
            case SET -> "";
        };
    }

    private static String booked(ScanTask task) {
        return switch (task) {
            case LOOK, COUNT, RECEIVE -> "scan.booked.receive";
            case SELL -> "scan.booked.sell";
            case RETURN -> "scan.booked.return";
            case TRANSFER -> "scan.booked.transfer";
            case WASTE -> "scan.booked.waste";
        };
    }

    static Glance.Tone tone(Result result) {
        return switch (result) {
            case BOOKED, SHOWN, COUNTED, TAKEN_BACK, SET, REPEATED -> Glance.Tone.GOOD;
            case UNKNOWN -> Glance.Tone.WARN;
            case REFUSED -> Glance.Tone.BAD;
        };
    }

    ScanPage.Log log(ScanAnswer answer) {
        ScanPage.Last said = last(answer);
        String what = said.detail().isEmpty() ? said.title() : said.title() + ": " + said.detail();
        return new ScanPage.Log(words().timeOfDay(answer.scan().at()), what, said.tone());
    }

    ScanPage.Row row(Difference difference) {
        Amount counted = difference.counted();
        Amount expected = difference.expected();
        return new ScanPage.Row(
                StockWords.href(difference.item()),
                difference.name().orElse(difference.item()),
                difference.lot().orElse(""),
                words().amount(counted),
                words().amount(expected),
                difference.isOne() ? Glance.Tone.WARN : Glance.Tone.GOOD,
                difference.moved());
    }
}
