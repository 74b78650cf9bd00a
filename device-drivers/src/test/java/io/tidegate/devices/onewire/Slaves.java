package io.tidegate.devices.onewire;

import io.tidegate.observation.DeviceId;
import io.tidegate.site.OneWireDevice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A folder that looks as the kernel's, with one slave. */
final class Slaves {

    static final String SLAVE = "28-0316a2794fff";

    private static final String MEASURED =
            "72 01 4b 46 7f ff 0e 10 57 : crc=57 YES\n72 01 4b 46 7f ff 0e 10 57 t=23125\n";

    final Path root;

    Slaves(Path root) {
        this.root = root;
        plug();
    }

    static OneWireDevice config(Optional<Integer> resolution) {
        return new OneWireDevice(new DeviceId("cold-room"), SLAVE, resolution, Duration.ofMillis(100));
    }

    Path file(String name) {
        return root.resolve(SLAVE).resolve(name);
    }

    void plug() {
        try {
            Files.createDirectories(root.resolve(SLAVE));
            Files.writeString(file("resolution"), "12\n");
            Files.writeString(file("w1_slave"), MEASURED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void pull() {
        try {
            Files.deleteIfExists(file("w1_slave"));
            Files.deleteIfExists(file("resolution"));
            Files.deleteIfExists(root.resolve(SLAVE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
