package io.tidegate.gateway.commands;

import io.tidegate.driver.Outcome;
import io.tidegate.gateway.inventory.Clerk;
import io.tidegate.gateway.inventory.DeskBusy;
import io.tidegate.gateway.journal.Books.Resent;
import io.tidegate.gateway.journal.Journal;
import io.tidegate.gateway.journal.ParkedItems;
import io.tidegate.gateway.siteversions.SiteVersion;
import io.tidegate.gateway.siteversions.Verdict;
import io.tidegate.gateway.siteversions.Who;
import io.tidegate.observation.CommandResult;
import io.tidegate.observation.DeviceId;
import io.tidegate.site.DeviceConfig;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Does what is allowed and wanted. Used by the carrier's thread. */
record Doing(Journal journal, CommandTargets targets) {

    /** Every device answers in half of that. */
    private static final long DEVICE_SECONDS_MAX = 10;

    /** One that waits for its turn, and a minute's trial with what comes before and after it. */
    private static final long TRIAL_SECONDS_MAX = 300;

    /** Who mends these sees the others. */
    private static final int PROBLEMS_MAX = 5;

    /**
     * @param sink over which it was asked
     * @param id of the command there
     */
    Finished of(String sink, String id, Instruction instruction) throws SQLException, InterruptedException, DeskBusy {
        return switch (instruction) {
            case Instruction.Switch wanted -> tell(wanted);
            case Instruction.Resend(long first, long last) -> resend(sink, first, last);
            case Instruction.Report wanted -> report(wanted);
            case Instruction.Replay(var positions) ->
                positions.isEmpty()
                        ? written(journal.books().replay(sink))
                        : decided(sink, positions, () -> journal.books().replay(sink, positions));
            case Instruction.Dismiss(var positions) ->
                decided(sink, positions, () -> journal.books().dismiss(sink, positions));
            case Instruction.Configure(String text) -> configure(text, Who.cloud(sink, id));
        };
    }

    private Finished tell(Instruction.Switch wanted) throws InterruptedException {
        if (!isOutput(wanted.device())) {
            return Finished.declined(
                    "the site has no output '" + wanted.device() + "': its site file names those there are");
        }
        try {
            Outcome outcome = targets.tell()
                    .apply(wanted.device(), wanted.command())
                    .toCompletableFuture()
                    .get(DEVICE_SECONDS_MAX, TimeUnit.SECONDS);
            return switch (outcome) {
                case Outcome.Done _ -> Finished.DONE;
                case Outcome.Declined(String reason) -> Finished.declined(reason);
                case Outcome.Unanswered(String reason) -> Finished.failed(reason);
            };
        } catch (TimeoutException silent) {
            return Finished.failed("the device has not answered: its next reading tells what it does");
        } catch (ExecutionException mistake) {
            throw new IllegalStateException("a device could not be told: " + mistake.getMessage(), mistake);
        }
    }

    private boolean isOutput(DeviceId device) {
        return targets.site().running().devices().stream()
                .filter(each -> each.id().equals(device))
                .findFirst()
                .flatMap(DeviceConfig::control)
                .isPresent();
    }

    private Finished resend(String sink, long first, long last) throws InterruptedException, DeskBusy {
        Optional<Resent> resent = journal.books().resend(sink, first, last);
        if (resent.isEmpty()) {
            return Finished.declined(
                    "nothing of it can be sent once more: the journal no longer has it, it has not gone"
                            + " yet, or it is being sent already");
        }
        Clerk.await(resent.get().onDisk());
        return Finished.done(range(resent.get()));
    }

    private static String range(Resent resent) {
        return "{\"first\":" + resent.first() + ",\"last\":" + resent.last() + "}";
    }

    private Finished report(Instruction.Report wanted) throws SQLException {
        try {
            String answer = targets.reporting().report(wanted.what(), wanted.with());
            return answer.length() <= CommandResult.ANSWER_LENGTH_MAX
                    ? Finished.done(answer)
                    : Finished.declined("the report has " + answer.length() + " characters, and "
                            + CommandResult.ANSWER_LENGTH_MAX + " go at once: narrow it down by 'with'");
        } catch (Reporting.CannotReport none) {
            return Finished.declined(String.valueOf(none.getMessage()));
        }
    }

    /** Waits for the trial: whatever else is asked meanwhile comes after it, and by the site that there is then. */
    private Finished configure(String text, Who who) throws InterruptedException {
        try {
            Verdict verdict =
                    targets.site().propose(text, who).toCompletableFuture().get(TRIAL_SECONDS_MAX, TimeUnit.SECONDS);
            return switch (verdict) {
                case Verdict.Same _ -> Finished.DONE;
                case Verdict.Committed(SiteVersion version, var _) -> Finished.done(number(version));
                case Verdict.Reverted(SiteVersion version, String reason) ->
                    Finished.declined(
                            "version " + version.number() + " of the site file was tried and taken back: " + reason);
                case Verdict.Wrong(List<String> problems) ->
                    Finished.declined("the site file has mistakes, and nothing of it was tried: "
                            + String.join(" ", problems.subList(0, Math.min(PROBLEMS_MAX, problems.size()))));
                case Verdict.Refused(String reason, String remedy) ->
                    Finished.declined("the site file was not tried: " + reason + ". " + remedy);
            };
        } catch (ExecutionException mistake) {
            throw new IllegalStateException("a site file could not be tried: " + mistake.getMessage(), mistake);
        } catch (TimeoutException late) {
            return Finished.failed("nobody knows yet what has come of it: see the list of the site file's versions");
        }
    }

    private static String number(SiteVersion version) {
        return "{\"version\":" + version.number() + "}";
    }

    /** Of refused entries: a slip in a number is told, where it hits none. */
    private Finished decided(String sink, List<Long> positions, Supplier<CompletionStage<Void>> decision)
            throws SQLException, InterruptedException, DeskBusy {
        return Collections.disjoint(new ParkedItems(journal).refusedBy(sink), positions)
                ? Finished.declined("no entry with such a number is refused by this cloud and kept here: 'report' of"
                        + " 'status' says how many are")
                : written(decision.get());
    }

    private static Finished written(CompletionStage<Void> onDisk) throws InterruptedException, DeskBusy {
        Clerk.await(onDisk);
        return Finished.DONE;
    }
}
