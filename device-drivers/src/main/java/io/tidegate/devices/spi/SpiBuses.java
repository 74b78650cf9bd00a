package io.tidegate.devices.spi;

import com.pi4j.context.Context;
import com.pi4j.io.spi.Spi;
import com.pi4j.io.spi.SpiMode;
import com.pi4j.io.spi.SpiProvider;
import com.pi4j.plugin.linuxfs.provider.spi.LinuxFsSpiProvider;
import io.tidegate.driver.DeviceException;
import io.tidegate.pi4j.Part;
import io.tidegate.site.SpiChip;
import io.tidegate.site.SpiDevice;
import java.util.function.Supplier;

/** The SPI buses of the box, by Pi4J, which is started with the first chip and stays. Safe from any thread. */
public final class SpiBuses {

    /** Slow for all of the chips, and kind to long wires. */
    private static final int BAUD = 500_000;

    private final Part pi4j;

    public SpiBuses() {
        this(LinuxFsSpiProvider::newInstance);
    }

    SpiBuses(Supplier<SpiProvider> provider) {
        this.pi4j = new Part(provider);
    }

    /** @throws DeviceException when there is no such bus; whether a chip answers shows with the first transfer */
    SpiLine open(SpiDevice config) throws DeviceException {
        try {
            Context context = pi4j.started();
            Spi chip = context.create(Spi.newConfigBuilder(context)
                    .id(pi4j.newName())
                    .bus(config.bus())
                    .address(config.select())
                    .mode(config.chip() == SpiChip.MAX31865 ? SpiMode.MODE_1 : SpiMode.MODE_0)
                    .baud(BAUD)
                    .build());
            return new Line(context, chip, config.place());
        } catch (LinkageError noLibrary) {
            throw new DeviceException(
                    "SPI cannot be used on this kind of computer (" + Part.PROCESSOR
                            + "): check that it is a Raspberry Pi, or another board with Linux",
                    noLibrary);
        } catch (RuntimeException noBus) {
            // Pi4J throws nothing more exact here.
            throw new DeviceException(
                    "SPI bus " + config.bus()
                            + " cannot be opened: check that SPI is on (raspi-config, Interface Options),"
                            + " that /dev/spidev" + config.bus() + "." + config.select()
                            + " is there, and that the gateway is in the group spi",
                    noBus);
        }
    }

    private record Line(Context context, Spi chip, String place) implements SpiLine {

        @Override
        public byte[] transfer(int... bytes) throws DeviceException {
            byte[] out = new byte[bytes.length];
            for (int i = 0; i < bytes.length; i++) {
                out[i] = (byte) bytes[i];
            }
            byte[] in = new byte[bytes.length];
            if (chip.transfer(out, 0, in, 0, in.length) != in.length) {
                throw new DeviceException(
                        "the kernel does not transfer to " + place + ": check its log, and start the box anew");
            }
            return in;
        }

        @Override
        public void close() {
            // Pi4J's shutdown lets go of its name only.
            chip.close();
            context.shutdown(chip.id());
        }
    }
}
