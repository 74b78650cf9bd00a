package io.tidegate.gateway.siteversions;

import io.tidegate.site.SiteChange;
import io.tidegate.site.SiteFile;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The site file of a running gateway: which versions there were, and the one way to another one. Safe from any thread; what
 * reads files ({@link #look}, {@link #text}) is for worker threads.
 *
 * <p>Changes are tried one after the other, on a thread of their own. A stage completes when what it is about is decided,
 * within some minutes at most, and fails only by a mistake in the program.
 */
public interface SiteDoor {

    /** By which the gateway runs at this moment. */
    SiteFile running();

    /** What the site file says now, beside what runs. */
    Look look();

    /** How many mistakes the site file has; looked for when its text changes, and until there are none. For worker threads. */
    int mistakes();

    /** Tries what the site file says now. The file stays as it is, whatever comes of it. */
    CompletionStage<Verdict> apply(Who who);

    /**
     * Tries another text. Only when it is in force does it also stand in the site file, where that can be written. What only
     * a start can change is refused, since nobody could tell whether the gateway would come up with it.
     */
    CompletionStage<Verdict> propose(String text, Who who);

    /** Tries the text of an earlier version. */
    CompletionStage<Verdict> restore(int number, Who who);

    /** Those that are kept, the newest first. */
    List<SiteVersion> versions();

    /** The number of the version in force; 0 where none was written down yet. */
    int inForce();

    /** What a version says. Empty where there is none of that number. */
    Optional<VersionText> text(int number) throws IOException;

    /** The file beside what runs. */
    sealed interface Look {

        record Same() implements Look {}

        /** @param takenBack the version that said the same as the file does, where that one was tried last, in vain */
        record Changed(SiteChange change, Optional<SiteVersion> takenBack) implements Look {}

        /**
         * Nothing of it can be applied.
         *
         * @param problems each with its place and what to do
         */
        record Wrong(List<String> problems) implements Look {}
    }
}
