package io.tidegate.sync;

import java.util.List;
import java.util.Optional;

/** Takes what one cloud asks of the site. Safe from any thread. */
public interface CommandDesk {

    /** Of a sink over which nothing can be asked. */
    CommandDesk NONE = new CommandDesk() {
        @Override
        public void received(List<ReceivedCommand> commands) {
            // Nobody sends any.
        }

        @Override
        public void line(Optional<String> trouble) {
            // Nobody listens.
        }
    };

    /**
     * Returning means all of it is on disk, or is a repeat of what is: only then it is acknowledged. Blocks while the disk is
     * busy, or too many wait for their turn. Whatever is in them, it never fails for that.
     */
    void received(List<ReceivedCommand> commands) throws InterruptedException;

    /** Why nothing can be asked now, in words for staff; empty when it can. Never waits. */
    void line(Optional<String> trouble);
}
