package io.tidegate.gateway.pages;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Tables that somebody has looked at and may import as they are: the last few, for half an hour; on the disk, since memory
 * is dear. Those of another run are gone. Safe from any thread.
 */
final class KeptTables {

    private static final int TABLES_MAX = 4;
    private static final Duration KEPT = Duration.ofMinutes(30);
    private static final String ENDING = ".csv";

    private final Path folder;
    private final InstantSource clock;

    /** When each was looked at, the oldest first. */
    private final Map<String, Instant> kept = new LinkedHashMap<>();

    private boolean isClean;

    /** @param folder its own; it need not be there yet */
    KeptTables(Path folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** @return by what it is asked for */
    synchronized String keep(byte[] table) throws IOException {
        clean();
        while (kept.size() >= TABLES_MAX) {
            forget(kept.keySet().iterator().next());
        }
        String name = UUID.randomUUID().toString();
        Files.write(file(name), table);
        kept.put(name, clock.instant());
        return name;
    }

    /** Empty where it was never kept, or is not any more. */
    synchronized Optional<byte[]> table(String name) throws IOException {
        Instant since = kept.get(name);
        if (since == null || isOver(since)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readAllBytes(file(name)));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
    }

    synchronized void forget(String name) throws IOException {
        if (kept.remove(name) != null) {
            Files.deleteIfExists(file(name));
        }
    }

    private boolean isOver(Instant since) {
        return since.plus(KEPT).isBefore(clock.instant());
    }

    private Path file(String name) {
        return folder.resolve(name + ENDING);
    }

    private void clean() throws IOException {
        Files.createDirectories(folder);
        if (!isClean) {
            try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, "*" + ENDING)) {
                for (Path file : left) {
                    Files.deleteIfExists(file);
                }
            }
            isClean = true;
        }
        for (Iterator<Map.Entry<String, Instant>> each = kept.entrySet().iterator(); each.hasNext(); ) {
            Map.Entry<String, Instant> old = each.next();
            if (isOver(old.getValue())) {
                each.remove();
                Files.deleteIfExists(file(old.getKey()));
            }
        }
    }
}
