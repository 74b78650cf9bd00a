package io.tidegate.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A real file system of a few megabytes (tmpfs), which can be filled to the last page. Needs the right to mount. */
public final class SmallDisk {

    private static final int PAGE_BYTES = 4096;

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** @param folder is made, and is the disk from now on */
    public static SmallDisk mount(Path folder, int megabytes) throws IOException, InterruptedException {
        Files.createDirectory(folder);
        RootCommand.run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tidegate-test", folder.toString());
        return new SmallDisk(folder);
    }

    public Path folder() {
        return folder;
    }

    /** Leaves no room for anything. */
    public void fill() throws IOException {
        try (OutputStream out = Files.newOutputStream(ballast())) {
            while (true) {
                out.write(new byte[PAGE_BYTES]);
            }
        } catch (IOException full) {
            if (Files.size(ballast()) == 0) {
                throw new AssertionError("the disk was meant to be full because of the ballast", full);
            }
        }
    }

    public void makeRoom() throws IOException {
        Files.delete(ballast());
    }

    private Path ballast() {
        return folder.resolve("ballast");
    }

    public void unmount() throws IOException, InterruptedException {
        RootCommand.run("umount", "-l", folder.toString());
    }
}
