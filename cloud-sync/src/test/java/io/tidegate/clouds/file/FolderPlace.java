package io.tidegate.clouds.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.sync.SinkContract;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** A folder, and a disk below it that hangs when the test says so. */
final class FolderPlace implements SinkContract.Place {

    private static final Pattern ID = Pattern.compile("^\\{\"id\":\"([^\"]+)\".*}$");

    final Path folder;
    private volatile CountDownLatch answers = new CountDownLatch(0);

    FolderPlace(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /** The thread of a sink, which hangs with the disk. */
    ExecutorService disk() {
        return new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>()) {
            @Override
            protected void beforeExecute(Thread thread, Runnable work) {
                try {
                    answers.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException("nobody interrupts who waits for a disk", e);
                }
            }
        };
    }

    @Override
    public List<String> arrived() {
        return files().stream().flatMap(file -> ids(file).stream()).toList();
    }

    List<String> names() {
        return files().stream().map(file -> file.getFileName().toString()).toList();
    }

    private List<Path> files() {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.getFileName().toString().contains(".ndjson.gz"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of all lines; a file that is not whole is a failure. */
    static List<String> ids(Path file) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(file)));
                FileChannel all = FileChannel.open(file)) {
            // Java says nothing of what is behind the last member.
            assertEquals(all.size(), Members.wholeLength(all), file.toString());
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(FolderPlace::id)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    private static String id(String line) {
        Matcher id = ID.matcher(line);
        if (!id.matches()) {
            throw new AssertionError("no entry: " + line);
        }
        return id.group(1);
    }

    @Override
    public void goAway() throws IOException {
        Files.move(folder, aside());
    }

    @Override
    public void comeBack() throws IOException {
        Files.move(aside(), folder);
    }

    private Path aside() {
        return folder.resolveSibling("stick-in-a-pocket");
    }

    @Override
    public void fallSilent() {
        answers = new CountDownLatch(1);
    }

    @Override
    public void speakAgain() {
        answers.countDown();
    }
}
