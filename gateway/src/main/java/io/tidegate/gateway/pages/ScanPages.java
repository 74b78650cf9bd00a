package io.tidegate.gateway.pages;

import io.tidegate.gateway.scanning.CountSession;
import io.tidegate.gateway.scanning.Mode;
import io.tidegate.gateway.scanning.ScanAnswer;
import io.tidegate.gateway.scanning.Scanning;
import io.tidegate.observation.Batch;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Symbology;
import io.tidegate.site.StockSettings;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The page at which somebody scans, with a scanner that types, a camera or by hand, or looks on while another scanner
 * is used. Each method answers one route, on a worker thread; safe from any.
 */
final class ScanPages {

    static final String PATH = "/scan";

    private static final int LOG_MAX = 12;
    private static final int SCANNERS_MAX = 50;

    /** A page that had no connection sends later what was scanned then; what is older counts as this old. */
    private static final long AGO_MILLIS_MAX = Duration.ofDays(30).toMillis();

    private final Rooms rooms;

    ScanPages(Rooms rooms) {
        this.rooms = rooms;
    }

    Answer page(Asked asked) throws SQLException {
        Words words = say(asked).words();
        Optional<DeviceId> device = device(asked);
        Frame frame = Frame.of(rooms.site());
        return device.isEmpty()
                ? Answer.html(Markup.scanChoice(new ScanPage.Choice(words, Notice.of(asked, words), scanners()), frame))
                : Answer.html(Markup.scan(page(asked, device.get()), frame));
    }

    private static Optional<DeviceId> device(Asked asked) {
        try {
            return asked.parameter("device").map(DeviceId::of);
        } catch (IllegalArgumentException unfit) {
            return Optional.empty();
        }
    }

    private List<String> scanners() throws SQLException {
        Set<String> names = new LinkedHashSet<>();
        rooms.site().stock().scanners().stream()
                .map(StockSettings.Scanner::device)
                .forEach(device -> names.add(device.value()));
        scanning().scanners(SCANNERS_MAX).forEach(device -> names.add(device.value()));
        return List.copyOf(names);
    }

    private ScanPage page(Asked asked, DeviceId device) throws SQLException {
        StockWords say = say(asked);
        ScanWords scans = new ScanWords(say);
        List<ScanAnswer> answers = scanning().newest(device, LOG_MAX);
        Mode mode = scanning().mode(device);
        Optional<ScanAnswer> last = answers.stream().findFirst();
        return new ScanPage(
                say.words(),
                last.map(answer -> Long.toString(answer.scan().position())).orElse("0"),
                device.value(),
                UUID.randomUUID().toString(),
                Notice.of(asked, say.words()),
                scans.page(mode),
                last.map(scans::last),
                where(say, last),
                answers.stream().skip(1).map(scans::log).toList(),
                counts(say, scans, mode));
    }

    /** Only of what somebody looks up: who books goods knows where they are. */
    private List<StockList.Row> where(StockWords say, Optional<ScanAnswer> last) throws SQLException {
        Optional<String> item = last.filter(answer -> answer.result() == ScanAnswer.Result.SHOWN)
                .flatMap(ScanAnswer::subject)
                .map(ScanAnswer.Subject::item);
        return item.isEmpty()
                ? List.of()
                : rooms.inventory().shelves().of(item.get()).stream()
                        .map(say::row)
                        .toList();
    }

    private List<ScanPage.Count> counts(StockWords say, ScanWords scans, Mode mode) throws SQLException {
        List<ScanPage.Count> counts = new ArrayList<>();
        for (CountSession session : scanning().counts()) {
            if (session.location().equals(mode.location())) {
                counts.add(new ScanPage.Count(
                        say.settings().nameOf(session.location()),
                        say.words().moment(session.begun()),
                        scanning().differences(session).stream().map(scans::row).toList()));
            }
        }
        return counts;
    }

    /** What somebody scanned at this page, or a button that stands for a command code. */
    Answer scan(Asked asked) throws InterruptedException {
        Optional<DeviceId> device = device(asked);
        if (device.isEmpty()) {
            return Answer.seeOther(PATH + Notice.UNFIT.query());
        }
        String data = asked.parameter("data").orElse("").strip();
        Observation.Scan scan;
        try {
            scan = new Observation.Scan(device.get(), at(asked), data, symbology(asked), Optional.of(scanId(asked)));
        } catch (IllegalArgumentException | InvalidRequest unfit) {
            return back(device.get(), Optional.of(Notice.UNFIT));
        }
        return back(device.get(), answered(scan) ? Optional.empty() : Optional.of(Notice.LATER));
    }

    /** Its page tells by the notice whether the scan was taken. */
    private static Answer back(DeviceId device, Optional<Notice> notice) {
        String more = notice.map(each -> "&" + each.query().substring(1)).orElse("");
        return Answer.seeOther(PATH + "?device=" + StockWords.inAddress(device.value()) + more);
    }

    /** A camera tells it; a scanner that types, or a person, does not. */
    private static Symbology symbology(Asked asked) {
        return asked.parameter("symbology").map(Symbology::ofWord).orElse(Symbology.UNKNOWN);
    }

    private static String scanId(Asked asked) {
        return asked.parameter("scanId").orElseGet(() -> UUID.randomUUID().toString());
    }

    private Instant at(Asked asked) throws InvalidRequest {
        long ago = Math.clamp(asked.number("ago", 0, Long.MIN_VALUE, Long.MAX_VALUE), 0, AGO_MILLIS_MAX);
        return rooms.surroundings().clock().instant().minusMillis(ago);
    }

    /** Whether it is on disk and answered within a moment. */
    private boolean answered(Observation.Scan scan) throws InterruptedException {
        Optional<CompletionStage<ScanAnswer>> answer = scanning().await(scan);
        try {
            if (answer.isEmpty() || rooms.journal().trouble().isPresent()) {
                return false;
            }
            Optional<CompletionStage<Void>> onDisk = rooms.journal().trySubmit(Batch.of(scan));
            if (onDisk.isEmpty()) {
                return false;
            }
            onDisk.get()
                    .thenCombine(answer.get(), (_, given) -> given)
                    .toCompletableFuture()
                    .get(ScanApi.ANSWER_WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException notNow) {
            return false;
        } finally {
            scanning().giveUp(scan);
        }
    }

    private StockWords say(Asked asked) {
        return StockWords.of(rooms, asked);
    }

    private Scanning scanning() {
        return rooms.scanning();
    }
}
