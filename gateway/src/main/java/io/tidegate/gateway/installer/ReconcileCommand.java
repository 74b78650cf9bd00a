package io.tidegate.gateway.installer;

import io.tidegate.gateway.installer.ReceiverReport.Gap;
import io.tidegate.site.InvalidSite;
import io.tidegate.site.Selection;
import io.tidegate.site.SiteFile;
import io.tidegate.site.SiteLoader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Compares what a receiver says that it has with what the running gateway knows, and has what is missing sent once more. Used by
 * one thread.
 */
public final class ReconcileCommand {

    private static final String LOOK = "--look";
    private static final int ARGUMENTS = 3;

    /** The gateway sends so many ranges at once, and a few are kept for outages. More gaps than that are sent with what lies between. */
    static final int RANGES_MAX = 20;

    private final SiteFile site;
    private final String sink;
    private final PrintStream out;

    private ReconcileCommand(SiteFile site, String sink, PrintStream out) {
        this.site = site;
        this.sink = sink;
        this.out = out;
    }

    /** @return the exit code */
    public static int run(List<String> arguments, PrintStream out, PrintStream err)
            throws InvalidSite, InterruptedException {
        List<String> words = new ArrayList<>(arguments);
        boolean look = words.remove(LOOK);
        if (words.size() != ARGUMENTS) {
            err.println("tidegate: reconcile needs a site file, a sink and its receiver's report."
                    + " See 'tidegate reconcile --help'.");
            return ExitCode.USAGE;
        }
        SiteFile site = SiteLoader.load(Path.of(words.get(0)));
        String sink = words.get(1);
        if (site.sinks().stream().noneMatch(each -> each.id().equals(sink))) {
            err.println("tidegate: the site file has no sink '" + sink + "'.");
            return ExitCode.USAGE;
        }
        Path file = Path.of(words.get(2));
        List<ReceiverReport> reports;
        try {
            reports = ReceiverReport.read(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            err.println("tidegate: there is no file " + file + ".");
            return ExitCode.USAGE;
        } catch (IOException e) {
            err.println("tidegate: " + file + ": " + e.getMessage() + ".");
            return ExitCode.INVALID_FILE;
        }
        return switch (RunningGateway.of(site)) {
            case RunningGateway.Found.Running running ->
                new ReconcileCommand(site, sink, out).reconcile(reports, running.gateway(), look, err);
            case RunningGateway.Found.OutOfReach away -> {
                err.println("tidegate: " + away.why() + ".");
                yield ExitCode.CANNOT_START;
            }
            case RunningGateway.Found.Nobody _ -> {
                err.println("tidegate: no gateway runs on this site file. Start it first: it is the one that sends.");
                yield ExitCode.CANNOT_START;
            }
        };
    }

    private int reconcile(List<ReceiverReport> reports, RunningGateway gateway, boolean look, PrintStream err)
            throws InterruptedException {
        String id = site.gateway().id();
        ReceiverReport report = reports.stream()
                .filter(each -> each.gateway().equals(id))
                .findFirst()
                .orElse(new ReceiverReport(id, 0, 0, List.of()));
        try {
            DeliveredUpTo ours = gateway.delivered(sink);
            out.printf(
                    Locale.ROOT,
                    "%s has delivered %,d entries to %s; %,d wait.%n",
                    id,
                    ours.delivered(),
                    sink,
                    ours.waiting());
            out.printf(Locale.ROOT, "%s has %,d, up to number %,d.%n", sink, report.entries(), report.last());
            List<Gap> missing = missing(report, ours);
            if (missing.isEmpty()) {
                out.println("Nothing is missing.");
            } else if (look) {
                missing.forEach(gap -> out.println("Missing: " + gap + "."));
            } else if (ours.owed() > 0) {
                err.println("tidegate: " + ours.owed()
                        + " entries of an outage are on their way yet. Try again when they are there.");
                return ExitCode.CANNOT_START;
            } else {
                if (onlyAPart()) {
                    out.println(sink
                            + " gets only a part of all entries (send), so gaps are usual: what of them is meant for it is"
                            + " sent once more.");
                }
                send(missing, gateway);
            }
            return ExitCode.OK;
        } catch (IOException e) {
            err.println("tidegate: the gateway does not answer as expected (" + e.getMessage() + ").");
            return ExitCode.CANNOT_START;
        }
    }

    private boolean onlyAPart() {
        return site.sinks().stream()
                .anyMatch(each -> each.id().equals(sink) && !each.send().equals(Selection.ALL));
    }

    private void send(List<Gap> missing, RunningGateway gateway) throws IOException, InterruptedException {
        for (Gap gap : missing) {
            boolean sent = gateway.resend(sink, gap.first(), gap.last());
            out.println(gap + ": " + (sent ? "sent once more." : "the journal no longer has it, or sends it already."));
        }
    }

    /** With what the receiver lacks behind its end, though it was delivered. */
    private static List<Gap> missing(ReceiverReport report, DeliveredUpTo ours) {
        List<Gap> missing = new ArrayList<>(report.gaps());
        if (ours.done() > report.last()) {
            missing.add(new Gap(report.last() + 1, ours.done()));
        }
        return fewer(missing, RANGES_MAX);
    }

    /** Joins neighbours, those with the least between them, until there are no more than so many. */
    static List<Gap> fewer(List<Gap> gaps, int most) {
        if (gaps.size() <= most) {
            return gaps;
        }
        Set<Integer> apart = IntStream.range(0, gaps.size() - 1)
                .boxed()
                .sorted(Comparator.comparingLong(index -> -between(gaps, index)))
                .limit(most - 1L)
                .collect(Collectors.toSet());
        List<Gap> fewer = new ArrayList<>();
        long first = gaps.getFirst().first();
        for (int i = 0; i < gaps.size(); i++) {
            if (i == gaps.size() - 1 || apart.contains(i)) {
                fewer.add(new Gap(first, gaps.get(i).last()));
                first = i == gaps.size() - 1 ? first : gaps.get(i + 1).first();
            }
        }
        return fewer;
    }

    private static long between(List<Gap> gaps, int index) {
        return gaps.get(index + 1).first() - gaps.get(index).last();
    }
}
