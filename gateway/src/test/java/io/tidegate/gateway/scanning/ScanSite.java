package io.tidegate.gateway.scanning;

import io.tidegate.gateway.StockSite;
import io.tidegate.gateway.inventory.Inventory;
import io.tidegate.gateway.journal.Journal;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Symbology;
import io.tidegate.site.SiteFile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A site with a real journal and ledger, at which things are scanned. Its time stands still until it is moved. */
final class ScanSite implements AutoCloseable {

    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private static final long ANSWER_SECONDS_MAX = 60;

    private final Path folder;
    private final SiteFile file;
    private final BlockingQueue<ScanAnswer> answers = new LinkedBlockingQueue<>();
    private Instant now = NOON;
    private long nanos;
    private StockSite site;
    private Scanning scanning;

    /** @param stock the section of the site file */
    ScanSite(Path folder, String stock) throws Exception {
        this.folder = folder;
        this.file = StockSite.file(folder, stock);
        open();
    }

    void open() throws Exception {
        site = StockSite.open(file, folder.resolve("data"), () -> now);
        goOn();
    }

    /** What is scanned from now on waits. */
    void rest() {
        scanning.close();
    }

    void goOn() throws Exception {
        Rules rules = new Rules(file.stock(), file.origin(), () -> now);
        scanning = Scanning.open(rules, site.journal(), site.inventory(), () -> nanos);
        scanning.onAnswer(answers::add);
    }

    /** Like a stop of the program between two scans. */
    void reopen() throws Exception {
        close();
        answers.clear();
        open();
    }

    void catalogue(String csv) throws Exception {
        site.catalogue(csv);
    }

    void pass(Duration time) {
        now = now.plus(time);
        nanos += time.toNanos();
    }

    /** A moment later than the one before. */
    ScanAnswer scan(String device, String data) throws Exception {
        return scan(device, data, Optional.empty());
    }

    ScanAnswer scan(String device, String data, Optional<String> scanId) throws Exception {
        pass(Duration.ofSeconds(1));
        return again(device, data, scanId);
    }

    /** At the same moment as the one before. */
    ScanAnswer again(String device, String data, Optional<String> scanId) throws Exception {
        site.journal()
                .record(List.of(new Observation.Scan(new DeviceId(device), now, data, Symbology.UNKNOWN, scanId)));
        return next();
    }

    ScanAnswer next() throws InterruptedException {
        ScanAnswer answer = answers.poll(ANSWER_SECONDS_MAX, TimeUnit.SECONDS);
        if (answer == null) {
            throw new AssertionError("no answer");
        }
        return answer;
    }

    /** In short: {@code booked bread 2 each, 7 each}. */
    String say(String device, String data) throws Exception {
        return words(scan(device, data));
    }

    static String words(ScanAnswer answer) {
        StringBuilder words = new StringBuilder(answer.result().word());
        answer.subject().ifPresent(subject -> {
            words.append(' ').append(subject.item()).append(' ').append(subject.amount());
            subject.batch().lot().ifPresent(lot -> words.append('/').append(lot));
            subject.level().ifPresent(level -> words.append(", ").append(level));
        });
        answer.words().ifPresent(more -> words.append(": ").append(more));
        return words.toString();
    }

    /** {@code item@location/lot quantity unit}, in the order of these. */
    List<String> levels() throws Exception {
        return site.levels();
    }

    String book(String json) throws Exception {
        return site.book(json.replace("ID", UUID.randomUUID().toString())).toString();
    }

    Inventory inventory() {
        return site.inventory();
    }

    Scanning scanning() {
        return scanning;
    }

    Journal journal() {
        return site.journal();
    }

    @Override
    public void close() {
        scanning.close();
        site.close();
    }
}
