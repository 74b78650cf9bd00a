package io.tidegate.devices.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The files in which a box shows how it is. What it does not have is absent. Immutable.
 *
 * @param root of the file system, {@code /}
 * @param data the folder whose disk is meant
 */
public record HostFiles(Path root, Path data) {

    /** More zones, cards or firmwares than any box has. */
    private static final int SIMILAR_MAX = 64;

    private static final Pattern PROCESSOR = Pattern.compile("(?i).*(cpu|soc|pkg).*");

    Optional<String> text(String file) {
        return text(root.resolve(file));
    }

    private static Optional<String> text(Path file) {
        try {
            return Optional.of(Files.readString(file, UTF_8));
        } catch (IOException absent) {
            return Optional.empty();
        }
    }

    /** Of the zones that are measured the processor's, or the first. */
    Optional<String> temperature() {
        List<Path> zones = below("sys/class/thermal", "thermal_zone*");
        return zones.stream()
                .filter(zone -> text(zone.resolve("type"))
                        .filter(type -> PROCESSOR.matcher(type.strip()).matches())
                        .isPresent())
                .findFirst()
                .or(() -> zones.stream().findFirst())
                .flatMap(zone -> text(zone.resolve("temp")));
    }

    /** The flags of a Raspberry Pi's firmware. */
    Optional<String> throttled() {
        return below("sys/devices/platform", "soc*").stream()
                .flatMap(soc -> matching(soc, "*firmware").stream())
                .flatMap(firmware -> text(firmware.resolve("get_throttled")).stream())
                .findFirst();
    }

    /** What the first card that has such a file says in it. */
    Optional<String> card(String name) {
        return below("sys/block", "mmcblk*").stream()
                .flatMap(card -> text(card.resolve("device").resolve(name)).stream())
                .findFirst();
    }

    Optional<FileStore> disk() {
        try {
            return Optional.of(Files.getFileStore(data));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private List<Path> below(String folder, String glob) {
        return matching(root.resolve(folder), glob);
    }

    private static List<Path> matching(Path folder, String glob) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder, glob)) {
            for (Path child : children) {
                if (found.size() < SIMILAR_MAX) {
                    found.add(child);
                }
            }
        } catch (IOException absent) {
            return List.of();
        }
        return found.stream().sorted().toList();
    }
}
