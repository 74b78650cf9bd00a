package io.tidegate.clouds.sparkplug;

import static java.util.Objects.requireNonNull;

import io.tidegate.clouds.mqtt.Caller;
import io.tidegate.clouds.mqtt.MqttLink;
import io.tidegate.clouds.mqtt.MqttTrouble;
import io.tidegate.observation.Entry;
import io.tidegate.site.SparkplugCloud;
import io.tidegate.sync.CommandDesk;
import io.tidegate.sync.Rejected;
import io.tidegate.sync.Settled;
import io.tidegate.sync.Sink;
import io.tidegate.sync.UnavailableException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The gateway as a Sparkplug B 3.0 edge node. Connected from its start, also while there is nothing to deliver; to one server at
 * a time, and where there are several to the next one when one fails or the primary host is not there. Used by its sink thread
 * only.
 */
public final class SparkplugSink implements Sink {

    /** A rebirth or the host's coming and going is noticed within this. */
    private static final Duration LISTEN = Duration.ofMillis(500);

    /** What a server keeps of the primary host comes right behind the answer to the subscription. */
    private static final Duration HOST_WAIT = Duration.ofSeconds(1);

    /** While the primary host is at none of several servers, they are asked again so often. */
    private static final Duration ROUND = Duration.ofSeconds(15);

    private final EdgeSession.Settings settings;
    private final BirthCount births;
    private final RosterFile file;
    private final DeviceCommands commands;
    private final Map<URI, HostState> hosts = new HashMap<>();

    /** Of the server that is tried next. */
    private int at;

    private @Nullable EdgeSession session;
    private long roundNanos;

    /** There is a reason to try again at once. */
    private boolean isRestless;

    /** @param data the gateway's data folder */
    public SparkplugSink(SparkplugCloud config, String version, Path data, Clock clock) {
        this(config, version, data, clock, CommandDesk.NONE);
    }

    /** @param desk for what the host application writes to outputs, where the site file lets it */
    public SparkplugSink(SparkplugCloud config, String version, Path data, Clock clock, CommandDesk desk) {
        this(config, new NodeStatus("Tidegate " + version, System::nanoTime), data, clock, desk);
    }

    SparkplugSink(SparkplugCloud config, NodeStatus node, Path data, Clock clock, CommandDesk desk) {
        Path folder = data.resolve("sparkplug");
        this.births = new BirthCount(folder.resolve(config.id() + ".bdseq"));
        this.file = new RosterFile(folder.resolve(config.id() + ".metrics.json"));
        this.settings = new EdgeSession.Settings(
                config,
                new EdgeTopics(config.group(), config.node(), config.primaryHost()),
                file.read(clock.instant()),
                node,
                clock);
        this.commands = new DeviceCommands(config, desk);
    }

    @Override
    public Settled deliver(List<Entry> batch, boolean late) throws UnavailableException, InterruptedException {
        Roster roster = settings.roster();
        commands.pass(roster);
        Set<Long> tooMany = new HashSet<>();
        Set<Device> changed = roster.learn(batch, tooMany);
        EdgeSession before = session != null && session.isBorn() ? session : null;
        EdgeSession open = session();
        List<Rejected> rejected = new ArrayList<>();
        prove(open, () -> {
            if (open == before) {
                open.bear(changed);
            }
            rejected.addAll(new Delivery(open, roster, terms(late)).send(batch, tooMany));
            open.tellNews();
        });
        roster.settle();
        save(!changed.isEmpty());
        return Settled.all(batch, rejected);
    }

    private Delivery.Terms terms(boolean late) {
        return new Delivery.Terms(
                late,
                settings.config().unchanged(),
                settings.config().batch().bytes(),
                settings.clock().instant());
    }

    @Override
    public boolean tend() throws UnavailableException, InterruptedException {
        // Before the session, which may fail: they wait for nobody.
        commands.pass(settings.roster());
        EdgeSession open = session();
        if (open.hasNews()) {
            prove(open, open::tellNews);
        }
        save(false);
        return true;
    }

    @Override
    public Optional<Duration> listens() {
        return Optional.of(LISTEN);
    }

    @Override
    public boolean calls() {
        EdgeSession open = session;
        if (open == null) {
            return isRestless;
        }
        return commands.areWaiting()
                || !open.isUp()
                || open.isDeserted()
                || open.wantsRebirth()
                || (!open.isBorn() && (open.inbox().isHostOnline() || mayGoRound()));
    }

    /** The one that is born, which may be a new one. */
    private EdgeSession session() throws UnavailableException, InterruptedException {
        isRestless = false;
        EdgeSession open = session;
        if (open != null && (!open.isUp() || open.isDeserted())) {
            end(open);
            open = null;
        }
        if (open == null || (!open.isBorn() && !open.inbox().isHostOnline() && mayGoRound())) {
            return round();
        }
        if (open.isBorn()) {
            return open;
        }
        if (!open.inbox().isHostOnline()) {
            throw new UnavailableException(open.hostAway());
        }
        return born(open);
    }

    private boolean mayGoRound() {
        return settings.config().servers().size() > 1 && System.nanoTime() - roundNanos > ROUND.toNanos();
    }

    /** Tries each server once, beginning where we were last. */
    private EdgeSession round() throws UnavailableException, InterruptedException {
        List<URI> servers = settings.config().servers();
        UnavailableException trouble = null;
        for (int tried = 0; tried < servers.size(); tried++) {
            leave();
            try {
                EdgeSession open = connect(servers.get(at));
                if (open.inbox().awaitHost(HOST_WAIT)) {
                    return born(open);
                }
                trouble = new UnavailableException(open.hostAway());
            } catch (UnavailableException away) {
                trouble = away;
            }
            at = (at + 1) % servers.size();
        }
        // Where the host may still come we stay, and hear of it.
        roundNanos = System.nanoTime();
        throw requireNonNull(trouble, "there is one server at least");
    }

    private EdgeSession connect(URI server) throws UnavailableException, InterruptedException {
        SparkplugCloud config = settings.config();
        Inbox inbox = new Inbox(settings.topics(), hosts.getOrDefault(server, HostState.UNKNOWN), commands);
        int count = births.next();
        MqttLink.Will will = new MqttLink.Will(
                settings.topics().ofNode("NDEATH"),
                Payloads.nodeDeath(settings.clock().instant(), count));
        Caller caller = new Caller(
                server,
                config.clientId(),
                config.username(),
                config.password(),
                config.tls(),
                Optional.empty(),
                config.timeout(),
                Optional.empty());
        MqttLink link;
        try {
            link = MqttLink.connect(caller, Optional.of(will), inbox);
        } catch (UnavailableException away) {
            if (!MqttTrouble.isBeforeConnect(away)) {
                births.used();
            }
            throw away;
        }
        births.used();
        EdgeSession open = new EdgeSession(settings, server, link, inbox, count);
        session = open;
        try {
            open.subscribe();
        } catch (UnavailableException away) {
            end(open);
            throw away;
        }
        return open;
    }

    private EdgeSession born(EdgeSession open) throws UnavailableException, InterruptedException {
        settings.roster().beginAnew();
        prove(open, () -> {
            open.bear();
            open.awaitQuestion();
        });
        return open;
    }

    private interface Saying {
        void say() throws UnavailableException, InterruptedException;
    }

    /** Returns when the server has read what was said; a session in which that fails is over. */
    private void prove(EdgeSession open, Saying saying) throws UnavailableException, InterruptedException {
        try {
            saying.say();
            open.prove();
        } catch (UnavailableException away) {
            end(open);
            throw away;
        }
    }

    /** A session that failed, or whose host has gone. */
    private void end(EdgeSession open) {
        if (open.isDeserted()) {
            isRestless = true;
            at = (at + 1) % settings.config().servers().size();
            leave();
            return;
        }
        remember(open);
        open.close();
    }

    private void leave() {
        EdgeSession open = session;
        if (open != null) {
            remember(open);
            open.leave();
        }
    }

    private void remember(EdgeSession open) {
        session = null;
        hosts.put(open.server(), open.inbox().host());
    }

    /** @param now and not only when it is time */
    private void save(boolean now) {
        file.write(settings.roster(), settings.clock().instant(), now);
    }

    /** Says goodbye also where whoever stops it has interrupted its thread. */
    @Override
    public void close() {
        boolean hurry = Thread.interrupted();
        try {
            leave();
        } finally {
            save(true);
            commands.close();
            if (hurry) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
