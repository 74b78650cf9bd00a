package io.tidegate.clouds.file;

import io.tidegate.observation.Origin;
import io.tidegate.site.FileCloud;
import io.tidegate.sync.UnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The files of one gateway in its folder: at most one is being written, and ends in {@code .part}; the others are whole. Used by
 * one thread, that of the disk.
 */
final class Shelf {

    /** More than this behind the last whole member was not left by a delivery that was broken off. */
    private static final int TORN_SPARE_BYTES = 64 * 1024;

    private final Path folder;
    private final Optional<Long> keep;
    private final int tornBytes;
    private final FileNames names;
    private final FolderTrouble trouble;
    private final InstantSource clock;
    private @Nullable HourFile open;

    Shelf(FileCloud config, Origin origin, InstantSource clock) {
        this.folder = config.folder();
        this.keep = config.keep();
        this.tornBytes = 2 * config.batch().bytes() + TORN_SPARE_BYTES;
        this.names = new FileNames(origin);
        this.trouble = new FolderTrouble(folder, config.mounted());
        this.clock = clock;
    }

    /**
     * Returns when it is synced, under a name that is there.
     *
     * @param first position in it
     */
    void append(long first, byte[] member) throws UnavailableException {
        try {
            HourFile file = writable(first);
            file.append(member);
            if (!file.isInPlace()) {
                // A disk that was unmounted takes what its open files are given, and nobody may see it again.
                throw new NoSuchFileException(file.path().toString());
            }
        } catch (IOException failed) {
            throw trouble.of(failed, member.length);
        }
    }

    private HourFile writable(long first) throws IOException, UnavailableException {
        trouble.check();
        HourFile file = open;
        if (file != null && !file.isInPlace()) {
            close();
            file = null;
        }
        if (file == null) {
            goOnWithBegun();
            file = open;
        }
        if (file != null && isOver(file)) {
            finish(file);
            file = null;
        }
        if (file == null) {
            file = HourFile.create(names.fresh(folder, first, clock.instant()));
            open = file;
        }
        return file;
    }

    private boolean isOver(HourFile file) {
        return !names.isOf(file.path(), clock.instant());
    }

    /** What an earlier run, or the same before the stick was pulled, has begun in this hour; that of other hours is finished. */
    private void goOnWithBegun() throws IOException, UnavailableException {
        for (Path part : names.in(folder, true)) {
            Optional<HourFile> begun = HourFile.reopen(part, tornBytes);
            if (begun.isEmpty()) {
                continue;
            }
            HourFile file = begun.get();
            if (open == null && !isOver(file)) {
                open = file;
            } else {
                file.finish();
            }
        }
    }

    /** Finishes the file of an hour that is over. */
    void tidy() throws UnavailableException {
        HourFile file = open;
        if (file == null || !isOver(file)) {
            return;
        }
        trouble.check();
        try {
            if (file.isInPlace()) {
                finish(file);
            } else {
                close();
            }
        } catch (IOException failed) {
            throw trouble.of(failed, 0);
        }
    }

    private void finish(HourFile file) throws IOException {
        open = null;
        file.finish();
        if (keep.isPresent()) {
            letGo(keep.get());
        }
    }

    /** The oldest go, but never the last that was finished. */
    private void letGo(long bytes) throws IOException {
        List<Path> files = names.in(folder, false);
        long all = 0;
        for (Path file : files) {
            all += Files.size(file);
        }
        for (Path file : files.subList(0, Math.max(0, files.size() - 1))) {
            if (all > bytes) {
                all -= Files.size(file);
                Files.delete(file);
            }
        }
    }

    /** Whether it would take something now; changes nothing. */
    void check() throws UnavailableException {
        trouble.check();
        trouble.checkRoom();
    }

    /** Leaves the file as it is, for who comes next. */
    void close() {
        HourFile file = open;
        open = null;
        if (file != null) {
            file.close();
        }
    }
}
