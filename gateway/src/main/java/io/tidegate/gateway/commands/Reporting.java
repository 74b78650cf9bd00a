package io.tidegate.gateway.commands;

import io.tidegate.observation.Value;
import io.tidegate.site.CommandRights;
import java.sql.SQLException;
import java.util.Map;

/** Tells how something is. Used by the thread that carries commands out. */
@FunctionalInterface
public interface Reporting {

    /**
     * As JSON.
     *
     * @param with what it is narrowed down by
     * @throws CannotReport when it cannot be; the message says what to do
     */
    String report(CommandRights.Report what, Map<String, Value> with) throws CannotReport, SQLException;

    /** Nothing can be told; the message says why. */
    final class CannotReport extends Exception {
        private static final long serialVersionUID = 1L;

        public CannotReport(String why) {
            super(why);
        }
    }
}
