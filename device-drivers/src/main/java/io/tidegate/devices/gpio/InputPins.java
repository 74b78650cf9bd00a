package io.tidegate.devices.gpio;

import com.pi4j.context.Context;
import com.pi4j.exception.Pi4JException;
import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalInputProvider;
import com.pi4j.io.gpio.digital.PullResistance;
import com.pi4j.library.gpiod.internal.GpioDException;
import com.pi4j.plugin.gpiod.provider.gpio.digital.GpioDDigitalInputProvider;
import io.tidegate.driver.DeviceException;
import io.tidegate.pi4j.Part;
import io.tidegate.site.GpioDevice;
import java.util.function.Supplier;

/** The pins of the box, by Pi4J, which is started with the first of them and stays. Safe from any thread. */
public final class InputPins {

    private final Part pi4j;

    public InputPins() {
        this(GpioDDigitalInputProvider::newInstance);
    }

    InputPins(Supplier<DigitalInputProvider> provider) {
        this.pi4j = new Part(provider);
    }

    InputPin open(GpioDevice config, InputPin.Listener listener) throws DeviceException {
        try {
            Context context = pi4j.started();
            DigitalInput input = context.create(DigitalInput.newConfigBuilder(context)
                    .id(pi4j.newName())
                    .address(config.pin())
                    .pull(pull(config.pull()))
                    // Pi4J would wait in the thread that must keep up with the kernel.
                    .debounce(0L)
                    .build());
            input.addListener(event -> listener.changed(event.state().isHigh()));
            return new Line(context, input, config.pin());
        } catch (LinkageError noLibrary) {
            throw PinTrouble.noLibrary(noLibrary);
        } catch (Pi4JException | GpioDException | IllegalStateException | IllegalArgumentException noPin) {
            throw PinTrouble.notOpened(config.pin(), noPin);
        }
    }

    private static PullResistance pull(GpioDevice.Pull pull) {
        return switch (pull) {
            case UP -> PullResistance.PULL_UP;
            case DOWN -> PullResistance.PULL_DOWN;
            case NONE -> PullResistance.OFF;
        };
    }

    private record Line(Context context, DigitalInput input, int pin) implements InputPin {

        @Override
        public boolean isHigh() throws DeviceException {
            try {
                return input.state().isHigh();
            } catch (Pi4JException | GpioDException | IllegalStateException gone) {
                throw new DeviceException(
                        "GPIO pin " + pin + " cannot be read any more: check the kernel's log, and start the box anew",
                        gone);
            }
        }

        @Override
        public void close() {
            context.shutdown(input.id());
        }
    }
}
