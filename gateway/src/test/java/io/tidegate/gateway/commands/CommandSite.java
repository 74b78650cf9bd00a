package io.tidegate.gateway.commands;

import io.tidegate.driver.Command;
import io.tidegate.driver.Outcome;
import io.tidegate.gateway.journal.Journal;
import io.tidegate.gateway.siteversions.HandSite;
import io.tidegate.observation.CommandResult;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Entry;
import io.tidegate.observation.RemoteCommand;
import io.tidegate.observation.Value;
import io.tidegate.site.SinkConfig;
import io.tidegate.site.SiteFile;
import io.tidegate.site.SiteLoader;
import io.tidegate.sync.CommandDesk;
import io.tidegate.sync.ReceivedCommand;
import io.tidegate.testing.Awaiting;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** A site with a real journal that carries out what clouds ask. Its device is the test; its time stands still until it is moved. */
final class CommandSite implements AutoCloseable {

    static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
    static final String ALL =
            "{switch: [fan, \"lamp-*\"], resend: true, report: [status], replay: true, dismiss: true}";

    /** What the device was told. */
    final List<String> told = new CopyOnWriteArrayList<>();

    /** What it answers. */
    volatile CompletionStage<Outcome> outcome = CompletableFuture.completedStage(new Outcome.Done());

    volatile boolean clockTrusted = true;
    volatile Instant now = NOON;
    private final SiteFile file;
    final HandSite site;
    private Journal journal;
    private CloudCommands commands;

    CommandSite(Path folder, String allow) throws Exception {
        this(folder, "mqtt://broker.example.com", allow);
    }

    CommandSite(Path folder, String url, String allow) throws Exception {
        Path yaml = Files.writeString(folder.resolve("site.yaml"), """
                site: {id: shop}
                gateway: {id: gw-1, data: data}
                devices:
                  - {id: fan, driver: gpio-output, kind: relay, pin: 17}
                  - {id: lamp-1, driver: gpio-output, kind: relay, pin: 18}
                  - {id: saw, driver: gpio-output, kind: relay, pin: 19}
                sinks:
                  - {id: hq, type: mqtt, url: "%s", topic: "t/{kind}", commands: {topic: t/do, allow: %s}}
                """.formatted(url, allow));
        this.file = SiteLoader.load(yaml);
        this.site = new HandSite(file);
        open();
    }

    void open() throws Exception {
        journal = Journal.open(file.gateway().data(), file.gateway());
        commands = CloudCommands.open(journal, () -> now, () -> clockTrusted);
        commands.begin(new CommandTargets(site, this::tell, (what, with) -> {
            if (with.containsKey("size")) {
                return "\"" + "x".repeat(CommandResult.ANSWER_LENGTH_MAX) + "\"";
            }
            return "{\"report\":\"" + what.word() + "\"}";
        }));
    }

    private CompletionStage<Outcome> tell(DeviceId device, Command command) {
        told.add(device + " "
                + command.set().entrySet().stream()
                        .map(each -> each.getKey() + "=" + ((Value.Flag) each.getValue()).value())
                        .collect(Collectors.joining(","))
                + command.time().map(time -> " " + time).orElse(""));
        return outcome;
    }

    SinkConfig sink() {
        return file.sinks().getFirst();
    }

    Journal journal() {
        return journal;
    }

    CloudCommands commands() {
        return commands;
    }

    CommandDesk desk() {
        return commands.desk(sink());
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    void ask(String... payloads) throws InterruptedException {
        desk().received(Arrays.stream(payloads)
                .map(each -> new ReceivedCommand("t/do", each.getBytes(StandardCharsets.UTF_8), Optional.empty()))
                .toList());
    }

    /** In short: {@code c-1 switch declined: no such device}. */
    String say(String payload) throws Exception {
        int before = results().size();
        ask(payload);
        return next(before);
    }

    /** The one behind so many. */
    String next(int before) throws Exception {
        Awaiting.until("it is answered", () -> results().size() > before);
        return words(results().get(before));
    }

    static String words(CommandResult result) {
        return result.id()
                + result.command().map(word -> " " + word).orElse("")
                + " "
                + result.outcome().word()
                + result.reason().map(reason -> ": " + reason).orElse("")
                + result.answer().map(answer -> " " + answer).orElse("");
    }

    List<CommandResult> results() throws Exception {
        return entries().stream()
                .map(Entry::observation)
                .filter(CommandResult.class::isInstance)
                .map(CommandResult.class::cast)
                .toList();
    }

    List<RemoteCommand> asked() throws Exception {
        return entries().stream()
                .map(Entry::observation)
                .filter(RemoteCommand.class::isInstance)
                .map(RemoteCommand.class::cast)
                .toList();
    }

    List<Entry> entries() throws Exception {
        try (Connection reader = journal.openReader()) {
            return new ArrayList<>(journal.entriesAfter(reader, 0, 10_000));
        }
    }

    /** Like a stop of the program, whatever is being carried out. */
    void reopen() throws Exception {
        close();
        open();
    }

    @Override
    public void close() {
        commands.close();
        journal.close();
    }
}
