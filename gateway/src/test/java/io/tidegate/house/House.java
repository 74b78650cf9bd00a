package io.tidegate.house;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The files of this repository as a person would list them: without what was built, fetched or recorded. */
final class House {

    static final List<String> MODULES = List.of("config", "device-drivers", "cloud-sync", "gateway");

    private static final Set<String> NOT_OURS =
            Set.of("target", ".git", ".cache", ".idea", ".vscode", "data", "demo-data");

    private static final Path ROOT = findRoot();

    private House() {}

    static Path root() {
        return ROOT;
    }

    /** Every file whose name ends so, as a path relative to the root, in order. */
    static List<Path> files(String ending) {
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    boolean skipped = NOT_OURS.contains(folder.getFileName().toString()) && !folder.equals(ROOT);
                    return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (file.toString().endsWith(ending)) {
                        found.add(ROOT.relativize(file));
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found.stream().sorted().toList();
    }

    static String text(Path relative) {
        try {
            // What is not UTF-8 is read all the same: one of the site files in the tests is wrong on purpose.
            return new String(Files.readAllBytes(ROOT.resolve(relative)), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(relative.toString(), e);
        }
    }

    static boolean has(String relative) {
        return Files.exists(ROOT.resolve(relative));
    }

    /** The names of the folders directly below. */
    static List<String> folders(String relative) {
        try (var below = Files.list(ROOT.resolve(relative))) {
            return below.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path findRoot() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new AssertionError("run the tests inside the repository");
            }
        }
        return folder;
    }
}
