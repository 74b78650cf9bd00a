package io.tidegate.devices.gpio;

import com.pi4j.context.Context;
import com.pi4j.exception.Pi4JException;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalOutputProvider;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.library.gpiod.internal.GpioDException;
import com.pi4j.plugin.gpiod.provider.gpio.digital.GpioDDigitalOutputProvider;
import io.tidegate.driver.DeviceException;
import io.tidegate.pi4j.Part;
import java.util.function.Supplier;

/** The pins of the box that are driven, by Pi4J, which is started with the first of them and stays. Safe from any thread. */
public final class OutputPins {

    private final Part pi4j;

    public OutputPins() {
        this(GpioDDigitalOutputProvider::newInstance);
    }

    OutputPins(Supplier<DigitalOutputProvider> provider) {
        this.pi4j = new Part(provider);
    }

    /** The kernel drives the pin to that level at once: there is no moment at the other one. */
    OutputPin open(int pin, boolean high) throws DeviceException {
        try {
            Context context = pi4j.started();
            DigitalOutput output = context.create(DigitalOutput.newConfigBuilder(context)
                    .id(pi4j.newName())
                    .address(pin)
                    .initial(DigitalState.getState(high))
                    .build());
            return new Line(context, output, pin);
        } catch (LinkageError noLibrary) {
            throw PinTrouble.noLibrary(noLibrary);
        } catch (Pi4JException | GpioDException | IllegalStateException | IllegalArgumentException noPin) {
            throw PinTrouble.notOpened(pin, noPin);
        }
    }

    private record Line(Context context, DigitalOutput output, int pin) implements OutputPin {

        @Override
        public void drive(boolean high) throws DeviceException {
            try {
                output.state(DigitalState.getState(high));
            } catch (Pi4JException | GpioDException | IllegalStateException gone) {
                throw new DeviceException(
                        "GPIO pin " + pin
                                + " cannot be driven any more: check the kernel's log, and start the box anew",
                        gone);
            }
        }

        @Override
        public void close() {
            context.shutdown(output.id());
        }
    }
}
