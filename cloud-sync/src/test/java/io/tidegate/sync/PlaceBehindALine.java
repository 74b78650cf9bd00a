package io.tidegate.sync;

import io.tidegate.testing.Line;
import java.io.IOException;

/** A place that its sink reaches by a line, while the test is beside it and sees what has arrived. Used by one test thread. */
public abstract class PlaceBehindALine implements SinkContract.Place {

    private final Line line;

    protected PlaceBehindALine(Line line) {
        this.line = line;
    }

    @Override
    public final void goAway() throws IOException {
        line.cut();
    }

    @Override
    public final void comeBack() {
        line.mend();
    }

    @Override
    public final void fallSilent() {
        line.hold();
    }

    @Override
    public final void speakAgain() {
        line.release();
    }
}
