package io.tidegate.clouds.file;

import io.tidegate.clouds.Lines;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Origin;
import io.tidegate.site.FileCloud;
import io.tidegate.sync.Settled;
import io.tidegate.sync.Sink;
import io.tidegate.sync.UnavailableException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Appends each batch to the file of the hour, an entry a line, and returns when it is synced. A disk may hang for ever, and then
 * nothing can interrupt who waits for it: so a thread of its own, {@code sink-<id>-disk}, does all that touches the disk, one thing
 * at a time, and is left behind if need be. Else used by its sink thread only.
 */
public final class FileSink implements Sink {

    /** How soon a file is finished after its hour, while nothing is delivered. */
    private static final Duration LOOK = Duration.ofSeconds(10);

    /** For what is under way to end, and the file to be let go. */
    private static final long CLOSE_WAIT_MAX_SECONDS = 1;

    private final FileCloud config;
    private final Origin origin;
    private final Shelf shelf;
    private final ExecutorService disk;

    /** What is done on the disk. */
    @FunctionalInterface
    private interface Work {
        void run() throws UnavailableException;
    }

    public FileSink(FileCloud config, Origin origin, InstantSource clock) {
        this(
                config,
                origin,
                clock,
                Executors.newSingleThreadExecutor(Thread.ofPlatform()
                        .daemon()
                        .name("sink-" + config.id() + "-disk")
                        .factory()));
    }

    /** @param disk of one thread; the sink's from here on */
    FileSink(FileCloud config, Origin origin, InstantSource clock, ExecutorService disk) {
        this.config = config;
        this.origin = origin;
        this.shelf = new Shelf(config, origin, clock);
        this.disk = disk;
    }

    @Override
    public Settled deliver(List<Entry> batch, boolean late) throws UnavailableException, InterruptedException {
        byte[] member = Lines.gzip(origin, batch);
        onDisk(() -> shelf.append(batch.getFirst().position(), member));
        return Settled.all(batch, List.of());
    }

    @Override
    public boolean tend() throws UnavailableException, InterruptedException {
        onDisk(shelf::tidy);
        return false;
    }

    @Override
    public void probe() throws UnavailableException, InterruptedException {
        onDisk(shelf::check);
    }

    @Override
    public Optional<Duration> listens() {
        return Optional.of(LOOK);
    }

    private void onDisk(Work work) throws UnavailableException, InterruptedException {
        Future<?> done = disk.submit(() -> {
            work.run();
            return null;
        });
        try {
            done.get(config.timeout().toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof UnavailableException away) {
                throw away;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (TimeoutException silent) {
            throw UnavailableException.silence(silence(), silent);
        } finally {
            // What has not begun by now must not begin later: the courier brings it again.
            done.cancel(false);
        }
    }

    private String silence() {
        return config.folder() + " does not answer in time: check the stick, disk or share";
    }

    @Override
    public void close() {
        disk.execute(shelf::close);
        disk.shutdown();
        try {
            disk.awaitTermination(CLOSE_WAIT_MAX_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
