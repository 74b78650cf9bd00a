package io.tidegate.gateway.siteversions;

import io.tidegate.site.InvalidSite;
import io.tidegate.site.SiteChange;
import io.tidegate.site.SiteFile;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.tinylog.Logger;

/**
 * The way to another version: check, write down, try, look, and keep it or take it back. What is on disk at each step:
 *
 * <pre>
 *   written down   text and mark in the data folder; beside the site file where it is to be replaced   crash: the old one runs
 *   tried          the same                                                                            crash: the old one runs
 *   kept           the mark says so, in one replacement of a file                                      crash: the new one runs
 *   done           the site file says the same, where the gateway may write it                         crash: the new one runs
 * </pre>
 *
 * Used by one thread at a time; {@link #running} is safe from any.
 */
final class Transaction {

    /** A look at a gateway that runs well takes no longer. */
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(3);

    private final SiteText source;
    private final Book book;
    private final BoundedTrial bounded;
    private volatile SiteFile running;

    /** What the version in force says, with what waits for a start. */
    private SiteFile inForce;

    record BoundedTrial(Trial trial, Trial.Limits limits) {}

    /** @param inFile whether it stands in the site file already, which is then left alone */
    private record Candidate(String text, SiteFile site, Who who, boolean inFile) {}

    Transaction(SiteFile running, SiteText source, Book book, BoundedTrial bounded) {
        this.running = running;
        this.inForce = running;
        this.source = source;
        this.book = book;
        this.bounded = bounded;
    }

    SiteFile running() {
        return running;
    }

    /** What the last run could not write to the site file, since the power went just then, or it was not allowed to. */
    void payDebt() {
        try {
            Optional<String> text = book.text(book.history().inForce());
            if (book.history().owed() && text.isPresent() && source.prepare(text.get())) {
                replaceFile(text.get());
            } else {
                source.drop();
            }
        } catch (IOException failed) {
            Logger.warn("The site file still says something else than what runs: {}", failed.toString());
        }
    }

    Verdict apply(Who who) throws InterruptedException {
        try {
            String text = source.now();
            SiteFile next = source.read(text, source.name());
            book.see(text);
            return change(new Candidate(text, next, who, true));
        } catch (InvalidSite invalid) {
            return wrong(invalid);
        }
    }

    Verdict propose(String text, Who who) throws IOException, InterruptedException {
        try {
            SiteFile next = source.read(text, "site.yaml");
            Optional<Verdict> refusal = refusal(next, who);
            return refusal.isPresent() ? refusal.get() : change(new Candidate(text, next, who, false));
        } catch (InvalidSite invalid) {
            return wrong(invalid);
        }
    }

    private static Verdict wrong(InvalidSite invalid) {
        List<String> problems = problems(invalid);
        Logger.warn(
                "The site file has {} problem(s), so nothing was changed:\n{}",
                problems.size(),
                String.join("\n", problems));
        return new Verdict.Wrong(problems);
    }

    static List<String> problems(InvalidSite invalid) {
        return invalid.problems().stream().map(String::valueOf).toList();
    }

    private Optional<Verdict> refusal(SiteFile next, Who who) throws IOException {
        List<String> atRestart = SiteChange.between(inForce, next).atRestart();
        if (!atRestart.isEmpty()) {
            return refused(
                    "Only a start can change " + String.join(", ", atRestart) + ", and a start cannot be tried",
                    "Change it in the site file on the box.");
        }
        if (who.door() == Who.Door.CLOUD) {
            Optional<Verdict.Refused> beyond = CloudLimits.refusal(who.sink(), running, next);
            if (beyond.isPresent()) {
                return refused(beyond.get());
            }
        }
        if (isFileTouched()) {
            return refused(
                    "The site file was changed by hand and is not applied, and would be lost",
                    "Apply it, or put back what it said.");
        }
        return Optional.empty();
    }

    private static Optional<Verdict> refused(String reason, String remedy) {
        return refused(new Verdict.Refused(reason, remedy));
    }

    private static Optional<Verdict> refused(Verdict.Refused refusal) {
        Logger.warn("A site file from elsewhere was not tried: {}. {}", refusal.reason(), refusal.remedy());
        return Optional.of(refusal);
    }

    private boolean isFileTouched() throws IOException {
        try {
            return book.isTouched(source.now());
        } catch (InvalidSite unreadable) {
            return true;
        }
    }

    private Verdict change(Candidate candidate) throws InterruptedException {
        SiteChange change = SiteChange.between(running, candidate.site);
        try {
            boolean isSame = book.text(book.history().inForce()).equals(Optional.of(candidate.text));
            if (change.isEmpty() && isSame) {
                Logger.info("The site file says what runs already; nothing was changed");
                return new Verdict.Same();
            }
            return change.isApplicable() ? tried(candidate, change) : kept(candidate, begun(candidate), change);
        } catch (IOException full) {
            Logger.warn("The site file was not changed, since the disk does not take it: {}", full.toString());
            return new Verdict.Refused(
                    "The disk does not take the site file (" + full.getMessage() + ")",
                    "Make room on it, and check the rights of gateway.data and of the site file's folder.");
        }
    }

    /** All is on disk that could fail for want of room. */
    private Begun begun(Candidate candidate) throws IOException {
        boolean replaces = !candidate.inFile && source.prepare(candidate.text);
        try {
            return new Begun(book.begin(candidate.text, candidate.who), replaces);
        } catch (IOException full) {
            if (replaces) {
                source.drop();
            }
            throw full;
        }
    }

    /** @param replaces whether its text waits beside the site file */
    private record Begun(int number, boolean replaces) {}

    private Verdict tried(Candidate candidate, SiteChange change) throws IOException, InterruptedException {
        Trial.Health before = bounded.trial.health();
        Begun begun = begun(candidate);
        SiteFile now = running;
        SiteFile next = now.with(candidate.site);
        Optional<String> trouble = trouble(now, next, before);
        if (trouble.isEmpty()) {
            try {
                Verdict kept = kept(candidate, begun, change);
                bounded.trial.keep(now, next);
                return kept;
            } catch (IOException full) {
                trouble = Optional.of(unwritten(full));
            }
        }
        bounded.trial.undo(now, next);
        running = now;
        if (begun.replaces) {
            source.drop();
        }
        book.revert(begun.number, trouble.get());
        Logger.warn(
                "Version {} of the site file ({}) was taken back, and all is as before: {}",
                begun.number,
                candidate.who,
                trouble.get());
        return new Verdict.Reverted(book.version(begun.number), trouble.get());
    }

    /** Empty as soon as all is well; else what is wrong when the time is over. */
    private Optional<String> trouble(SiteFile now, SiteFile next, Trial.Health before) throws InterruptedException {
        long end = System.nanoTime() + bounded.limits.whole().toNanos();
        try {
            bounded.trial.begin(now, next);
            running = next;
            while (true) {
                Duration left = Duration.ofNanos(end - System.nanoTime());
                Optional<String> trouble = before.trouble(next, left.isPositive() ? left : Duration.ZERO);
                long pause = bounded.limits.pause().toNanos();
                // A look with less time than that would only say that it had too little.
                long least = Math.min(LOOK_NANOS, bounded.limits.whole().toNanos() / 4);
                if (trouble.isEmpty() || System.nanoTime() + pause + least > end) {
                    return trouble;
                }
                TimeUnit.NANOSECONDS.sleep(pause);
            }
        } catch (RuntimeException bug) {
            Logger.error(bug, "A version of the site file could not be tried; please report it");
            return Optional.of(mistake(bug.getClass().getSimpleName()));
        }
    }

    private static String mistake(String kind) {
        return "a mistake in the program (" + kind + "): see the log";
    }

    private static String unwritten(IOException full) {
        return "the disk does not take that it is in force: " + full.getMessage();
    }

    private Verdict kept(Candidate candidate, Begun begun, SiteChange change) throws IOException {
        book.commit(begun.number, !candidate.inFile);
        running = running.with(candidate.site);
        inForce = candidate.site;
        Logger.info("Version {} of the site file ({}) is in force: {}", begun.number, candidate.who, Told.of(change));
        if (begun.replaces) {
            try {
                replaceFile(candidate.text);
            } catch (IOException failed) {
                Logger.warn("The site file could not be replaced, and is at the next start: {}", failed.toString());
            }
        } else if (!candidate.inFile) {
            Logger.warn(
                    "{} cannot be written by the gateway, and says something else now; what runs is in {}",
                    source.name(),
                    book.place(begun.number));
        }
        return new Verdict.Committed(book.version(begun.number), change);
    }

    private void replaceFile(String text) throws IOException {
        source.replace();
        book.written(text);
    }
}
