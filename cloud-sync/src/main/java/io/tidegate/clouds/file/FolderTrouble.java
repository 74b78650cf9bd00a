package io.tidegate.clouds.file;

import io.tidegate.sync.UnavailableException;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** Why a folder takes nothing, in words for staff. Looked up at the disk, since messages of the system come in its language. */
final class FolderTrouble {

    /** Less than this is none, whatever a disk counts as free. */
    private static final int ROOM_BYTES = 64 * 1024;

    private final Path folder;
    private final boolean mounted;

    FolderTrouble(Path folder, boolean mounted) {
        this.folder = folder;
        this.mounted = mounted;
    }

    /** Whether there is anything to write to. */
    void check() throws UnavailableException {
        if (!Files.isDirectory(folder)) {
            throw new UnavailableException("there is no folder " + folder + ": put the stick in, or make the folder");
        }
        try {
            if (mounted && !isMounted(folder.toRealPath())) {
                throw new UnavailableException("nothing is mounted at " + folder + ": put the stick in, or mount it");
            }
        } catch (IOException failed) {
            throw of(failed, 0);
        }
        if (!Files.isWritable(folder)) {
            throw new UnavailableException(isReadOnly() ? readOnly() : noRights());
        }
    }

    /** It, or the folder that holds it, is on another disk than what is above. */
    private static boolean isMounted(Path folder) throws IOException {
        return isOnAnotherDisk(folder) || (folder.getParent() != null && isOnAnotherDisk(folder.getParent()));
    }

    private static boolean isOnAnotherDisk(Path folder) throws IOException {
        return folder.getParent() != null && disk(folder) != disk(folder.getParent());
    }

    private static long disk(Path folder) throws IOException {
        return (long) Files.getAttribute(folder, "unix:dev");
    }

    void checkRoom() throws UnavailableException {
        try {
            if (Files.getFileStore(folder).getUsableSpace() < ROOM_BYTES) {
                throw new UnavailableException(full());
            }
        } catch (IOException failed) {
            throw of(failed, 0);
        }
    }

    /** @param bytes that were to be written */
    UnavailableException of(IOException failed, int bytes) {
        return new UnavailableException(words(failed, bytes), failed);
    }

    private String words(IOException failed, int bytes) {
        if (!Files.isDirectory(folder)) {
            return folder + " is not there any more: put the stick back in";
        }
        if (isReadOnly()) {
            return readOnly();
        }
        if (!Files.isWritable(folder)) {
            return noRights();
        }
        try {
            FileStore disk = Files.getFileStore(folder);
            if (disk.getUsableSpace() < bytes + ROOM_BYTES) {
                return full();
            }
        } catch (IOException alsoThis) {
            failed.addSuppressed(alsoThis);
        }
        return "cannot write to " + folder + " (" + failed.getMessage() + "): check the stick, disk or share";
    }

    private boolean isReadOnly() {
        try {
            return Files.getFileStore(folder).isReadOnly();
        } catch (IOException unknown) {
            return false;
        }
    }

    private String full() {
        return folder + " is full: make room there, or put an empty stick in";
    }

    private String readOnly() {
        return folder + " is read-only: mount it for writing, or use a stick without write protection";
    }

    private String noRights() {
        return "we may not write to " + folder + ": give the gateway's user the right to it";
    }
}
