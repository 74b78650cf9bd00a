package io.tidegate.clouds.sparkplug;

import io.tidegate.clouds.mqtt.Ear;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** What one connection has heard and the sink has not looked at. Filled by the connection's thread, which never waits. */
final class Inbox implements Ear {

    private final EdgeTopics topics;
    private final DeviceCommands commands;
    private final CountDownLatch hostHeard = new CountDownLatch(1);

    /** One for each wish. */
    private final Semaphore rebirths = new Semaphore(0);

    private volatile HostState host;

    /** @param host what was heard of it at this server before */
    Inbox(EdgeTopics topics, HostState host, DeviceCommands commands) {
        this.topics = topics;
        this.host = host.unheard();
        this.commands = commands;
    }

    @Override
    public void heard(Heard message) {
        take(message.topic(), message.payload());
        message.acknowledge().run();
    }

    private void take(String topic, byte[] payload) {
        if (topics.hostState().filter(topic::equals).isPresent()) {
            host = host.after(payload);
            hostHeard.countDown();
        } else if (topic.equals(topics.nodeCommand()) && NodeCommand.asksForRebirth(payload)) {
            rebirths.release();
        } else {
            commands.heard(topic, payload);
        }
    }

    HostState host() {
        return host;
    }

    boolean isHostOnline() {
        return topics.primaryHost().isEmpty() || host.online();
    }

    /** Of a primary host that was heard a server tells at once what it keeps. */
    boolean awaitHost(Duration atMost) throws InterruptedException {
        if (topics.primaryHost().isPresent()) {
            hostHeard.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
        }
        return isHostOnline();
    }

    boolean wantsRebirth() {
        return rebirths.availablePermits() > 0;
    }

    /** Returns as soon as somebody wants one. */
    boolean awaitRebirth(Duration atMost) throws InterruptedException {
        if (rebirths.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
            rebirths.release();
        }
        return wantsRebirth();
    }

    /** Before the births go out, so that a wish that comes meanwhile is not lost. */
    void rebirthBegins() {
        rebirths.drainPermits();
    }
}
