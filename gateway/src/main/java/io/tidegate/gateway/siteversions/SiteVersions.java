package io.tidegate.gateway.siteversions;

import io.tidegate.site.InvalidSite;
import io.tidegate.site.SiteChange;
import io.tidegate.site.SiteFile;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.tinylog.Logger;

/**
 * The site file of a running gateway. Safe from any thread; closed by one. Changes are tried one after the other on {@code
 * site-trial}, which is there only while there is one.
 */
public final class SiteVersions implements SiteDoor, AutoCloseable {

    /** Changes that wait for their turn; one beyond is refused. */
    private static final int WAITING_MAX = 8;

    private static final Duration IDLE_MAX = Duration.ofSeconds(10);
    private static final Duration CLOSE_WAIT_MAX = Duration.ofSeconds(15);

    private final SiteText source;
    private final Book book;
    private final Transaction transaction;
    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1,
            1,
            IDLE_MAX.toMillis(),
            TimeUnit.MILLISECONDS,
            new ArrayBlockingQueue<>(WAITING_MAX),
            work -> Thread.ofPlatform().name("site-trial").unstarted(work));

    private volatile Checked checked = new Checked("", 0);

    /** What was looked at last, and how many mistakes it had. */
    private record Checked(String text, int mistakes) {}

    private final CountDownLatch opened = new CountDownLatch(1);
    private volatile boolean closing;

    private SiteVersions(SiteText source, Book book, Transaction transaction) {
        this.source = source;
        this.book = book;
        this.transaction = transaction;
        thread.allowCoreThreadTimeOut(true);
    }

    /** Nothing is tried before {@link #open}. */
    public static SiteVersions of(Start start, SiteText source, Trial trial, Trial.Limits limits, InstantSource clock) {
        Book book = new Book(start, clock);
        Transaction transaction =
                new Transaction(start.site(), source, book, new Transaction.BoundedTrial(trial, limits));
        return new SiteVersions(source, book, transaction);
    }

    /**
     * All runs by that start. Writes down what it came to: that a version was not confirmed, or that the site file is another
     * one.
     */
    public void open() {
        book.open();
        transaction.payDebt();
        opened.countDown();
    }

    @Override
    public SiteFile running() {
        return transaction.running();
    }

    @Override
    public Look look() {
        try {
            String text = source.now();
            SiteChange change = SiteChange.between(running(), source.read(text, source.name()));
            return change.isEmpty() ? new Look.Same() : new Look.Changed(change, book.takenBack(text));
        } catch (InvalidSite invalid) {
            return new Look.Wrong(Transaction.problems(invalid));
        }
    }

    @Override
    public int mistakes() {
        try {
            String text = source.now();
            Checked last = checked;
            // What was missing beside it, such as a certificate, may be there by now.
            if (last.mistakes > 0 || !text.equals(last.text)) {
                last = new Checked(text, look() instanceof Look.Wrong(List<String> problems) ? problems.size() : 0);
                checked = last;
            }
            return last.mistakes;
        } catch (InvalidSite unreadable) {
            return unreadable.problems().size();
        }
    }

    @Override
    public CompletionStage<Verdict> apply(Who who) {
        return decided(() -> transaction.apply(who));
    }

    @Override
    public CompletionStage<Verdict> propose(String text, Who who) {
        return decided(() -> transaction.propose(text, who));
    }

    @Override
    public CompletionStage<Verdict> restore(int number, Who who) {
        return decided(() -> {
            Optional<String> text = book.text(number);
            return text.isPresent()
                    ? transaction.propose(text.get(), who)
                    : new Verdict.Refused("There is no version " + number, "Take its number from the list.");
        });
    }

    private CompletionStage<Verdict> decided(Callable<Verdict> work) {
        CompletableFuture<Verdict> verdict = new CompletableFuture<>();
        try {
            thread.execute(() -> decide(work, verdict));
        } catch (RejectedExecutionException full) {
            verdict.complete(new Verdict.Refused(
                    "Other changes of the site file wait for their turn",
                    "Look at the list of versions, and try again."));
        }
        return verdict;
    }

    /** The top of the thread. */
    private void decide(Callable<Verdict> work, CompletableFuture<Verdict> verdict) {
        try {
            if (!closing) {
                opened.await();
            }
            verdict.complete(closing ? ending() : work.call());
        } catch (InterruptedException stopped) {
            verdict.complete(ending());
        } catch (IOException unreadable) {
            verdict.complete(new Verdict.Refused(
                    "The versions of the site file cannot be read (" + unreadable.getMessage() + ")",
                    "Look at the disk and the rights of gateway.data."));
        } catch (Exception | Error bug) {
            Logger.error(bug, "The site file could not be changed; please report it");
            verdict.completeExceptionally(bug);
        }
    }

    private static Verdict ending() {
        return new Verdict.Refused("The gateway is ending", "Try again when it runs.");
    }

    @Override
    public List<SiteVersion> versions() {
        return book.history().versions();
    }

    @Override
    public int inForce() {
        return book.history().inForce();
    }

    @Override
    public Optional<VersionText> text(int number) throws IOException {
        Optional<SiteVersion> version = book.history().version(number);
        Optional<String> text = book.text(number);
        if (version.isEmpty() || text.isEmpty()) {
            return Optional.empty();
        }
        String after = VersionText.masked(text.get());
        int from = version.get().from();
        List<String> diff = book.text(from)
                .map(before ->
                        UnifiedDiff.of("version " + from, VersionText.masked(before), "version " + number, after))
                .orElse(List.of());
        return Optional.of(new VersionText(version.get(), after, diff));
    }

    /** What is being tried then is not confirmed: the next start goes by what was in force before. */
    @Override
    public void close() {
        closing = true;
        // Those that wait are told.
        thread.shutdownNow().forEach(Runnable::run);
        try {
            if (!thread.awaitTermination(CLOSE_WAIT_MAX.toSeconds(), TimeUnit.SECONDS)) {
                Logger.warn("A change of the site file did not end within {}; going on without it", CLOSE_WAIT_MAX);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
