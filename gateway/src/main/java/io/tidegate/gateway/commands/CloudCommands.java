package io.tidegate.gateway.commands;

import io.tidegate.gateway.inventory.Clerk;
import io.tidegate.gateway.journal.Journal;
import io.tidegate.gateway.journal.Sql;
import io.tidegate.gateway.journal.View;
import io.tidegate.observation.DeviceId;
import io.tidegate.site.SinkConfig;
import io.tidegate.sync.CommandDesk;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the clouds ask of the site: each command that is in the journal is taken up once, and answered by a result in the
 * journal, which goes to the clouds as every entry does. Safe from any thread; what reads the database says so.
 */
public final class CloudCommands implements AutoCloseable {

    /** While nothing is asked, the place in the journal moves on so often. */
    private static final Duration IDLE = Duration.ofMinutes(1);

    private final Journal journal;
    private final InstantSource clock;
    private final BooleanSupplier clockTrusted;
    private final long begin;
    private final View view;
    private final Map<String, Tally> tallies = new ConcurrentSkipListMap<>();
    private volatile @Nullable Clerk clerk;

    private CloudCommands(Journal journal, InstantSource clock, BooleanSupplier clockTrusted, long begin) {
        this.journal = journal;
        this.clock = clock;
        this.clockTrusted = clockTrusted;
        this.begin = begin;
        this.view = new View(journal);
    }

    /** Nothing is carried out yet. */
    public static CloudCommands open(Journal journal, InstantSource clock) throws SQLException, InterruptedException {
        return open(journal, clock, journal.clock()::synchronised);
    }

    static CloudCommands open(Journal journal, InstantSource clock, BooleanSupplier clockTrusted)
            throws SQLException, InterruptedException {
        long begin = journal.lastPosition();
        journal.renewal().prepare(CommandTable.TABLES, Sql.writing(sql -> CommandTable.create(sql, begin)));
        return new CloudCommands(journal, clock, clockTrusted, begin);
    }

    /** From now on commands are carried out, those first that came before the gateway stopped. */
    public void begin(CommandTargets targets) throws SQLException {
        Judgement judgement = new Judgement(targets.site()::running, clock, clockTrusted, begin);
        Carrier carrier = new Carrier(journal, judgement, new Doing(journal, targets), clock, this::tally);
        clerk = Clerk.start("commands", journal, carrier, IDLE, view.ask(CommandTable.BOOKMARK::position));
    }

    /** Where what that cloud asks is taken. */
    public CommandDesk desk(SinkConfig sink) {
        return sink.commands().isEmpty()
                ? CommandDesk.NONE
                : new Reception(journal, clock, new DeviceId(sink.id()), tally(sink.id()));
    }

    private Tally tally(String sink) {
        return tallies.computeIfAbsent(sink, _ -> new Tally());
    }

    /** Of those clouds that may ask for something, or could since the program started. */
    public List<CommandFigures> figures() {
        return tallies.entrySet().stream()
                .map(each -> each.getValue().figures(each.getKey()))
                .toList();
    }

    /**
     * What was asked, the newest first. Reads the database.
     *
     * @param sink over which; empty for all
     */
    public List<AskedCommand> newest(Optional<String> sink, int limit) throws SQLException {
        return view.ask(sql -> CommandTable.newest(sql, sink, limit));
    }

    /** Carries out no more; what comes from now on waits for the next start. */
    @Override
    public void close() {
        Clerk running = clerk;
        if (running != null) {
            running.close();
        }
    }
}
