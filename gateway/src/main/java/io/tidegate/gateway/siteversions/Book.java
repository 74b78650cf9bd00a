package io.tidegate.gateway.siteversions;

import io.tidegate.gateway.siteversions.SiteVersion.Outcome;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.InstantSource;
import java.util.Optional;
import org.tinylog.Logger;

/** Which versions there were, in memory and on disk. Read from any thread, written by one at a time. */
final class Book {

    private final Start start;
    private final VersionFiles files;
    private final InstantSource clock;
    private volatile VersionHistory history;

    Book(Start start, InstantSource clock) {
        this.start = start;
        this.files = VersionFiles.at(start.site().gateway().data());
        this.clock = clock;
        this.history = start.history().settled().seeing(VersionFiles.digest(start.inFile()));
    }

    /** Writes down how the gateway has started. A disk that does not take it stops nothing. */
    void open() {
        try {
            if (!text(history.inForce()).equals(Optional.of(start.text()))) {
                enterStart();
            } else if (!history.equals(start.history())) {
                files.save(history);
            }
        } catch (IOException failed) {
            Logger.warn("That the gateway runs by this site file cannot be written down: {}", failed.toString());
        }
        tell();
    }

    /** All at once: a start takes what stands in the file, so there is no moment in which it is only tried. */
    private void enterStart() throws IOException {
        VersionHistory begun = history.begun(clock.instant(), Who.at(Who.Door.START));
        enter(begun.committed(begun.newest().number(), false), start.text());
    }

    private void tell() {
        start.history()
                .trying()
                .ifPresent(tried -> Logger.warn(
                        "Version {} of the site file was being tried when the gateway ended, and was not confirmed: it is taken"
                                + " back",
                        tried.number()));
        if (!start.mistakes().isEmpty()) {
            Logger.error(
                    "The site file has {} problem(s) and is not taken; it runs by version {}, which is in {}. Mend the file and"
                            + " apply it:\n{}",
                    start.mistakes().size(),
                    history.inForce(),
                    files.place(history.inForce()),
                    String.join("\n", start.mistakes()));
        } else if (!start.text().equals(start.inFile())) {
            Logger.warn(
                    "It runs by version {} of the site file, which is in {}; the site file says something else, and is left as it"
                            + " is. To run by it, change or apply it",
                    history.inForce(),
                    files.place(history.inForce()));
        }
    }

    VersionHistory history() {
        return history;
    }

    /** Empty where there is none of that number. */
    Optional<String> text(int number) throws IOException {
        try {
            return number == 0 || history.version(number).isEmpty()
                    ? Optional.empty()
                    : Optional.of(files.text(number));
        } catch (NoSuchFileException lost) {
            return Optional.empty();
        }
    }

    /** The newest version, where it said this and was taken back. */
    Optional<SiteVersion> takenBack(String text) {
        try {
            Optional<SiteVersion> newest =
                    history.versions().stream().findFirst().filter(each -> each.outcome() instanceof Outcome.Reverted);
            return newest.isPresent() && text(newest.get().number()).equals(Optional.of(text))
                    ? newest
                    : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** Whether somebody has changed the site file since the gateway looked at it last. */
    boolean isTouched(String inFile) throws IOException {
        return !history.seen().equals(VersionFiles.digest(inFile))
                && !text(history.inForce()).equals(Optional.of(inFile));
    }

    /** So much of the site file was looked at. On disk with the next that is written. */
    void see(String inFile) {
        history = history.seeing(VersionFiles.digest(inFile));
    }

    /** @return its number; a crash from now on is known to have come before it was confirmed */
    int begin(String text, Who who) throws IOException {
        if (history.inForce() == 0) {
            // The disk did not take it at the start; without it a crash would come up with the new one.
            enterStart();
        }
        enter(history.begun(clock.instant(), who), text);
        return history.newest().number();
    }

    /** The text first: a list never names one that is not there. */
    private void enter(VersionHistory next, String text) throws IOException {
        files.write(next.newest().number(), text);
        save(next);
        forgetOthers();
    }

    private void forgetOthers() {
        try {
            files.forgetOthers(history);
        } catch (IOException later) {
            // With the next one.
        }
    }

    private void save(VersionHistory next) throws IOException {
        files.save(next);
        history = next;
    }

    /**
     * From the moment that this returns it is in force.
     *
     * @param owed whether the site file has still to say so
     */
    void commit(int number, boolean owed) throws IOException {
        save(history.committed(number, owed));
    }

    SiteVersion version(int number) {
        return history.version(number).orElseThrow();
    }

    /** The disk may not take it: then the next start finds that it was not confirmed. */
    void revert(int number, String reason) {
        VersionHistory next = history.decided(number, new Outcome.Reverted(reason));
        try {
            files.save(next);
        } catch (IOException failed) {
            Logger.warn("That version {} was taken back is not written down: {}", number, failed.toString());
        }
        history = next;
    }

    /** The site file says what is in force. */
    void written(String text) throws IOException {
        save(history.written(VersionFiles.digest(text)));
    }

    /** Where that version can be read. */
    String place(int number) {
        return files.place(number).toString();
    }
}
