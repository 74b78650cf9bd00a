package io.tidegate.devices.gpio;

import com.pi4j.exception.Pi4JException;
import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalInputConfig;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalInput;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalInputProviderImpl;
import io.tidegate.observation.DeviceId;
import io.tidegate.site.GpioDevice;
import io.tidegate.site.GpioDevice.Kind;
import io.tidegate.site.GpioDevice.Level;
import io.tidegate.site.GpioDevice.Meter;
import io.tidegate.site.GpioDevice.Pull;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Pi4J's own stand-in for pins, one of which a test drives. Safe from any thread. */
final class Board extends MockDigitalInputProviderImpl {

    static final int PIN = 17;

    private boolean there = true;
    private DigitalState state = DigitalState.HIGH;
    private @Nullable MockDigitalInput open;

    @Override
    public synchronized DigitalInput create(DigitalInputConfig config) {
        if (!there) {
            throw new Pi4JException("c_gpiod_chip_get_line failed");
        }
        MockDigitalInput input = new MockDigitalInput(this, config) {
            @Override
            public DigitalState state() {
                synchronized (Board.this) {
                    if (!there) {
                        throw new Pi4JException("c_gpiod_line_get_value failed");
                    }
                }
                return super.state();
            }
        };
        input.mockState(state);
        context.registry().add(input);
        open = input;
        return input;
    }

    synchronized boolean isOpen() {
        return open != null;
    }

    synchronized void drive(DigitalState level) {
        state = level;
        if (open != null) {
            open.mockState(level);
        }
    }

    synchronized void takeAway() {
        there = false;
    }

    synchronized void putBack() {
        there = true;
    }

    static GpioDevice config(Kind kind, Duration debounce, Duration interval, Optional<Meter> meter) {
        return new GpioDevice(new DeviceId("door"), PIN, kind, Level.LOW, Pull.UP, debounce, interval, meter);
    }
}
