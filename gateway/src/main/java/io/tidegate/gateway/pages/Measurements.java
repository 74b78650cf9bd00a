package io.tidegate.gateway.pages;

import io.tidegate.driver.WatchStatus;
import io.tidegate.gateway.commands.CommandFigures;
import io.tidegate.gateway.journal.Account;
import io.tidegate.gateway.journal.JournalStatus;
import io.tidegate.gateway.journal.ParkedItems;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** {@code /metrics}: what the rooms counted, in the Prometheus text format. For worker threads, any of them. */
final class Measurements {

    private static final double NANOS_PER_SECOND = 1e9;

    /** What the kernel counts for this process (proc(5)); absent outside Linux. */
    private static final Path PROCESS_IO = Path.of("/proc/self/io");

    private final Rooms rooms;
    private final ParkedItems parked;

    Measurements(Rooms rooms) {
        this.rooms = rooms;
        this.parked = new ParkedItems(rooms.journal());
    }

    Answer answer() throws SQLException {
        PrometheusText text = new PrometheusText();
        journal(text, rooms.journal().status());
        sinks(text, rooms.surroundings().sinks().get());
        commands(text, rooms.commands().figures());
        devices(text);
        process(text);
        return Answer.text(PrometheusText.CONTENT_TYPE, text.toString());
    }

    private void journal(PrometheusText text, JournalStatus status) throws SQLException {
        JournalStatus.Counters counters = status.counters();
        text.counter("tidegate_entries_accepted", "Entries taken in since the start", counters.accepted());
        text.counter(
                "tidegate_entries_committed",
                "Entries on disk since the start",
                Math.max(0, counters.accepted() - status.waitingEntries()));
        text.counter("tidegate_fsyncs", "Times that the journal had the disk synced", counters.syncs());
        text.histogram(
                "tidegate_commit_group_entries", "Entries that were committed together", counters.groupEntries(), 1);
        text.histogram("tidegate_commit_seconds", "Time of a group's commit", counters.commitNanos(), NANOS_PER_SECOND);
        text.gauge(
                "tidegate_journal_up",
                "1 while the journal takes entries",
                status.trouble().isPresent() ? 0 : 1);
        text.gauge("tidegate_journal_entries", "Entries kept", status.entries());
        text.gauge("tidegate_journal_bytes", "Size of the journal on disk", status.bytes());
        entriesBytes(text, status.entriesBytes());
        text.gauge("tidegate_journal_waiting_entries", "What waits for a commit", status.waitingEntries());
        text.gauge("tidegate_journal_damaged_blocks", "Blocks found unreadable", status.damagedBlocks());
        text.counter(
                "tidegate_journal_summed_up_entries",
                "Readings summed up, for want of room or by their age, ever",
                status.thinned().summedUp());
        text.counter(
                "tidegate_journal_dropped_entries",
                "Entries dropped before every cloud had had them, ever",
                status.thinned().dropped());
        text.counter("tidegate_parked_messages", "Payloads that were not understood, ever", parked.count());
        text.gauge("tidegate_rejected_entries", "Entries that a cloud refused", parked.rejectedCount());
        text.family("tidegate_reader_backlog_entries", "gauge", "Entries that a reader of the journal has not had");
        for (JournalStatus.Reader reader : status.readers()) {
            text.sample("tidegate_reader_backlog_entries", Map.of("reader", reader.name()), reader.backlog());
        }
        text.family("tidegate_reader_missed_entries", "gauge", "Entries that a reader lost to retention, ever");
        for (JournalStatus.Reader reader : status.readers()) {
            text.sample("tidegate_reader_missed_entries", Map.of("reader", reader.name()), reader.missed());
        }
    }

    private static void entriesBytes(PrometheusText text, JournalStatus.EntriesBytes bytes) {
        text.family("tidegate_journal_entries_bytes", "gauge", "Size of the entries on disk, by what they are, about");
        text.sample("tidegate_journal_entries_bytes", Map.of("class", "goods"), bytes.goods());
        text.sample("tidegate_journal_entries_bytes", Map.of("class", "events"), bytes.events());
        text.sample("tidegate_journal_entries_bytes", Map.of("class", "readings"), bytes.readings());
    }

    private static void sinks(PrometheusText text, List<SinkReport> sinks) {
        PerSink each = new PerSink(text, sinks);
        each.gauge("connected", "0 while the cloud takes nothing, else 1", sink -> sink.connected() ? 1 : 0);
        each.gauge("tried", "1 since the cloud was first tried after the start", sink -> sink.tried() ? 1 : 0);
        each.gauge(
                "backlog_entries",
                "Entries that the cloud has not had yet",
                sink -> sink.backlog().entries());
        each.gauge(
                "owed_entries",
                "Of these, entries left for later after an outage",
                sink -> sink.backlog().owed());
        each.gauge(
                "backlog_bytes",
                "What waits for the cloud, as JSON, estimated",
                sink -> sink.backlog().bytes());
        text.family("tidegate_sink_eta_seconds", "gauge", "Until all is delivered, at the pace of the last minute");
        for (SinkReport sink : sinks) {
            sink.backlog()
                    .eta()
                    .ifPresent(eta -> text.sample("tidegate_sink_eta_seconds", PerSink.labels(sink), eta.toSeconds()));
        }
        each.family(
                "delivered_entries_total",
                "counter",
                "Entries that the cloud has taken",
                sink -> sink.account().delivered());
        books(text, sinks);
    }

    private static void commands(PrometheusText text, List<CommandFigures> figures) {
        if (figures.isEmpty()) {
            return;
        }
        text.family("tidegate_commands_received_total", "counter", "What clouds asked, with repeats");
        figures.forEach(
                each -> text.sample("tidegate_commands_received_total", Map.of("sink", each.sink()), each.received()));
        String name = "tidegate_commands_total";
        text.family(name, "counter", "What became of it");
        for (CommandFigures each : figures) {
            Map<String, Long> outcomes = new TreeMap<>(Map.of("repeated", each.repeated(), "parked", each.parked()));
            each.outcomes().forEach((outcome, count) -> outcomes.put(outcome.word(), count));
            outcomes.forEach((outcome, count) ->
                    text.sample(name, new TreeMap<>(Map.of("sink", each.sink(), "outcome", outcome)), count));
        }
    }

    /** Their sum over all places but "accepted" is that of "accepted". */
    private static void books(PrometheusText text, List<SinkReport> sinks) {
        String name = "tidegate_sink_entries";
        text.family(name, "gauge", "What became of every entry; all but accepted add up to accepted");
        for (SinkReport sink : sinks) {
            Account account = sink.account();
            Map<String, Long> places = new LinkedHashMap<>();
            places.put("accepted", account.accepted());
            places.put("delivered", account.delivered());
            places.put("waiting", account.waiting());
            places.put("parked", account.parked());
            places.put("given_up", account.givenUp());
            places.put("unwanted", account.unwanted());
            places.put("missed", account.missed());
            places.put("summed_up", account.summedUp());
            places.forEach((place, entries) ->
                    text.sample(name, new TreeMap<>(Map.of("sink", sink.id(), "place", place)), entries));
        }
        new PerSink(text, sinks)
                .family(
                        "sent_again_entries_total",
                        "counter",
                        "Entries that were sent once more on request, which count nowhere else",
                        sink -> sink.account().again().sent());
    }

    private record PerSink(PrometheusText text, List<SinkReport> sinks) {

        void gauge(String name, String help, ToLongFunction<SinkReport> value) {
            family(name, "gauge", help, value);
        }

        void family(String name, String type, String help, ToLongFunction<SinkReport> value) {
            text.family("tidegate_sink_" + name, type, help);
            for (SinkReport sink : sinks) {
                text.sample("tidegate_sink_" + name, labels(sink), value.applyAsLong(sink));
            }
        }

        static Map<String, String> labels(SinkReport sink) {
            return Map.of("sink", sink.id());
        }
    }

    private void devices(PrometheusText text) {
        text.gauge("tidegate_devices", "Devices that have spoken", rooms.live().size());
        text.counter(
                "tidegate_readings_left_out",
                "Readings in which nothing had changed enough, by the profiles",
                rooms.fields().conditioning().leftOut());
        List<WatchStatus> watches = rooms.surroundings().watches().get();
        text.family("tidegate_watch_up", "gauge", "1 while the driver of the site file works");
        for (WatchStatus watch : watches) {
            int up = watch.state() instanceof WatchStatus.Up ? 1 : 0;
            text.sample(
                    "tidegate_watch_up", new TreeMap<>(Map.of("id", watch.id().value(), "driver", watch.driver())), up);
        }
        counts(text, watches);
        rooms.surroundings().broker().get().ifPresent(broker -> broker(text, broker));
    }

    /** What drivers have counted since they were opened, each in its own words. */
    private static void counts(PrometheusText text, List<WatchStatus> watches) {
        text.family("tidegate_driver_count", "gauge", "What the driver has counted since it was opened");
        for (WatchStatus watch : watches) {
            watch.counts()
                    .forEach((what, count) -> text.sample(
                            "tidegate_driver_count",
                            new TreeMap<>(Map.of("id", watch.id().value(), "what", what)),
                            count));
        }
    }

    private static void broker(PrometheusText text, BrokerReport broker) {
        for (BrokerReport.Figure figure : broker.figures()) {
            String name = "tidegate_mqtt_" + figure.name();
            if (figure.total()) {
                text.counter(name, figure.help(), figure.value());
            } else {
                text.gauge(name, figure.help(), figure.value());
            }
        }
    }

    private static void process(PrometheusText text) {
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        long other = ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage().getUsed();
        text.family("tidegate_jvm_memory_bytes", "gauge", "Memory that the JVM uses");
        text.sample("tidegate_jvm_memory_bytes", Map.of("area", "heap"), heap);
        text.sample("tidegate_jvm_memory_bytes", Map.of("area", "nonheap"), other);
        text.gauge(
                "tidegate_uptime_seconds",
                "Since the program started",
                ManagementFactory.getRuntimeMXBean().getUptime() / 1_000.0);
        try {
            for (String line : Files.readAllLines(PROCESS_IO)) {
                if (line.startsWith("write_bytes: ")) {
                    text.counter(
                            "tidegate_disk_written_bytes",
                            "What the whole program had the kernel write to disk",
                            Long.parseLong(line.substring("write_bytes: ".length())));
                }
            }
        } catch (IOException absent) {
            // Not every kernel tells.
        }
    }
}
