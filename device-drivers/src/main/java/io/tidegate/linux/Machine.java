package io.tidegate.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of a machine. Safe from any thread.
 *
 * @param root {@code /}, or a copy of it for tests
 */
public record Machine(Path root) {

    public static final Machine THIS = new Machine(Path.of("/"));

    public Path at(String path) {
        return root.resolve(path.substring(1));
    }

    /** Full paths as the machine itself has them, in order; none where the folder is missing or closed. */
    public List<String> list(String folder, String name) {
        try (Stream<Path> files = Files.list(at(folder))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.matches(name))
                    .sorted()
                    .map(file -> folder + "/" + file)
                    .toList();
        } catch (IOException missing) {
            return List.of();
        }
    }

    /** Without its line break; empty when it cannot be read. */
    public String text(String path) {
        try {
            return Files.readString(at(path)).strip();
        } catch (IOException unreadable) {
            return "";
        }
    }

    public boolean readable(String path) {
        return Files.isReadable(at(path));
    }

    public boolean has(String path) {
        return Files.exists(at(path));
    }
}
