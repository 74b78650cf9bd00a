package io.tidegate.bench;

import java.io.IOException;
import java.util.List;

/** One measurement of ours, and of what it is compared with. */
interface Row {

    /** By which it is chosen on the command line. */
    String name();

    List<Line> measure(Ground ground) throws IOException, InterruptedException;
}
