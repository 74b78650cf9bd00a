package io.tidegate.gateway.pages;

import io.tidegate.site.SiteChange;
import io.tidegate.site.SiteFile;
import java.util.List;

/** The site file, which may say something else by now than what runs. Reads the file: for worker threads, any of them. */
public interface SiteDoor {

    /** By which the gateway runs. */
    SiteFile running();

    /** What the file says now. */
    Look look();

    /** Applies what the file says now, unless it is wrong. Returns what was changed, when it is done. */
    Look apply();

    /** The file beside what runs. */
    sealed interface Look {

        record Same() implements Look {}

        record Changed(SiteChange change) implements Look {}

        /**
         * Nothing of it can be applied.
         *
         * @param problems each with its place and what to do
         */
        record Wrong(List<String> problems) implements Look {}
    }
}
