package io.tidegate.gateway.installer;

import io.tidegate.gateway.proofs.ReceiverReport;
import io.tidegate.gateway.proofs.ReceiverReport.Wrong;
import io.tidegate.site.InvalidSite;
import io.tidegate.site.Selection;
import io.tidegate.site.SiteFile;
import io.tidegate.site.SiteLoader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Compares what a receiver says that it has with what the running gateway knows, and has what is missing sent once more. Used by
 * one thread.
 */
public final class ReconcileCommand {

    private static final String LOOK = "--look";
    private static final int ARGUMENTS = 3;

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
        SiteFile site = SiteLoader.loadWithoutSecrets(Path.of(words.get(0)));
        String sink = words.get(1);
        if (site.sinks().stream().noneMatch(each -> each.id().equals(sink))) {
            err.println("tidegate: the site file has no sink '" + sink + "'.");
            return ExitCode.USAGE;
        }
        Path file = Path.of(words.get(2));
        Made report;
        try {
            report = Made.of(site.gateway().id(), file);
        } catch (NoSuchFileException e) {
            err.println("tidegate: there is no file " + file + ".");
            return ExitCode.USAGE;
        } catch (IOException e) {
            err.println("tidegate: " + file + ": " + e.getMessage() + ".");
            return ExitCode.INVALID_FILE;
        }
        return switch (RunningGateway.of(site)) {
            case RunningGateway.Found.Running running ->
                new ReconcileCommand(site, sink, out).reconcile(report, running.gateway(), look, err);
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

    /** A report, and when it was made: a receiver cannot know what came later. */
    private record Made(ReceiverReport report, Instant at) {

        static Made of(String gateway, Path file) throws IOException {
            return new Made(
                    ReceiverReport.of(gateway, Files.readAllBytes(file)),
                    Files.getLastModifiedTime(file).toInstant());
        }
    }

    private int reconcile(Made made, RunningGateway gateway, boolean look, PrintStream err)
            throws InterruptedException {
        try {
            ReceiverReport report = made.report;
            Reconciled answer = gateway.report(
                    sink, new RunningGateway.Report(report.condensed().json(), made.at), !look);
            String id = site.gateway().id();
            out.printf(
                    Locale.ROOT,
                    "%s has delivered %,d entries to %s; %,d wait.%n",
                    id,
                    answer.delivered(),
                    sink,
                    answer.waiting());
            out.printf(Locale.ROOT, "%s has %,d, up to number %,d.%n", sink, report.entries(), report.last());
            answer.through().ifPresent(day -> out.printf(Locale.ROOT, "All up to %s is proven to be there.%n", day));
            report.checked().wrong().forEach(this::say);
            say(answer, look);
            return ExitCode.OK;
        } catch (IOException e) {
            err.println("tidegate: the gateway has not done it (" + e.getMessage() + ").");
            return ExitCode.CANNOT_START;
        }
    }

    private void say(Reconciled answer, boolean look) {
        if (answer.givenUp() > 0) {
            out.printf(
                    Locale.ROOT,
                    "%,d of those that it lacks were refused, and given up by a person: they are not sent.%n",
                    answer.givenUp());
        }
        if (answer.lacking().isEmpty()) {
            out.println(answer.givenUp() > 0 ? "Nothing else is missing." : "Nothing is missing.");
        } else if (look) {
            answer.lacking().forEach(line -> out.println("Missing: " + line.range() + "."));
        } else {
            if (onlyAPart()) {
                out.println(sink
                        + " gets only a part of all entries (send): what of them is meant for it is sent once more.");
            }
            answer.lacking()
                    .forEach(line -> out.println(line.range() + ": "
                            + (line.sent()
                                    ? "sent once more."
                                    : "the journal no longer has it, or sends it or enough else already.")));
        }
    }

    private void say(Wrong wrong) {
        out.printf(
                Locale.ROOT,
                "%s of %s (%s): it has %,d of %,d.%n",
                wrong.to(),
                wrong.device(),
                wrong.of(),
                wrong.here(),
                wrong.count());
    }

    private boolean onlyAPart() {
        return site.sinks().stream()
                .anyMatch(each -> each.id().equals(sink) && !each.send().equals(Selection.ALL));
    }
}
