package io.tidegate.devices.i2c;

import com.pi4j.context.Context;
import com.pi4j.exception.Pi4JException;
import com.pi4j.io.i2c.I2C;
import com.pi4j.io.i2c.I2CProvider;
import com.pi4j.plugin.linuxfs.provider.i2c.LinuxFsI2CProvider;
import io.tidegate.driver.DeviceException;
import io.tidegate.pi4j.Part;
import io.tidegate.site.I2cDevice;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The I2C buses of the box, by Pi4J, which is started with the first chip and stays. Safe from any thread: on each bus one
 * transfer runs at a time.
 */
public final class I2cBuses {

    private final Part pi4j;
    private final Map<Integer, ReentrantLock> buses = new ConcurrentHashMap<>();

    public I2cBuses() {
        this(LinuxFsI2CProvider::newInstance);
    }

    I2cBuses(Supplier<I2CProvider> provider) {
        this.pi4j = new Part(provider);
    }

    /** @throws DeviceException when there is no such bus; whether a chip answers shows with the first transfer */
    I2cLine open(I2cDevice config) throws DeviceException {
        try {
            Context context = pi4j.started();
            I2C chip = context.create(I2C.newConfigBuilder(context)
                    .id(pi4j.newName())
                    .bus(config.bus())
                    .device(config.address())
                    .build());
            return new Line(context, chip, config, buses.computeIfAbsent(config.bus(), bus -> new ReentrantLock(true)));
        } catch (LinkageError noLibrary) {
            throw new DeviceException(
                    "I2C cannot be used on this kind of computer (" + Part.PROCESSOR
                            + "): check that it is a Raspberry Pi, or another board with an ARM processor",
                    noLibrary);
        } catch (Pi4JException | IllegalStateException | IllegalArgumentException noBus) {
            throw new DeviceException(
                    "I2C bus " + config.bus() + " cannot be opened: check that I2C is on (raspi-config, Interface"
                            + " Options), that /dev/i2c-" + config.bus()
                            + " is there, and that the gateway is in the group i2c",
                    noBus);
        }
    }

    /** One chip's. Pi4J waits for its bus in a way that an interrupt breaks, so a lock of our own is before it. */
    private record Line(Context context, I2C chip, I2cDevice config, ReentrantLock bus) implements I2cLine {

        private interface Transfer {
            int run();
        }

        @Override
        public byte[] ask(int count, int... bytes) throws DeviceException, InterruptedException {
            byte[] answer = new byte[count];
            transfer(count, () -> chip.readRegister(bytes(bytes), answer, 0, count));
            return answer;
        }

        @Override
        public byte[] read(int count) throws DeviceException, InterruptedException {
            byte[] answer = new byte[count];
            transfer(count, () -> chip.read(answer, 0, count));
            return answer;
        }

        @Override
        public void write(int... bytes) throws DeviceException, InterruptedException {
            transfer(bytes.length, () -> chip.write(bytes(bytes), 0, bytes.length));
        }

        private void transfer(int count, Transfer transfer) throws DeviceException, InterruptedException {
            bus.lockInterruptibly();
            try {
                if (transfer.run() == count) {
                    return;
                }
                throw new DeviceException(
                        config.place() + " sends less than was asked for: check the wiring, and what chip it is");
            } catch (Pi4JException | IllegalStateException | LinkageError silent) {
                throw new DeviceException(
                        "nothing answers at " + config.place()
                                + ": check the wiring, and the address by 'i2cdetect -y'",
                        silent);
            } finally {
                bus.unlock();
            }
        }

        private static byte[] bytes(int... numbers) {
            byte[] bytes = new byte[numbers.length];
            for (int i = 0; i < numbers.length; i++) {
                bytes[i] = (byte) numbers[i];
            }
            return bytes;
        }

        @Override
        public void close() {
            context.shutdown(chip.id());
        }
    }
}
