package io.tidegate.devices;

import java.nio.file.Path;

/** A box for drivers that want none of it. */
public final class TestBox {

    public static final Devices.Box ANY = new Devices.Box(Path.of("target", "box"), () -> true);

    private TestBox() {}
}
