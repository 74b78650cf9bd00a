package io.tidegate.devices;

import io.tidegate.devices.gadgets.GadgetsDriver;
import io.tidegate.devices.gpio.GpioDriver;
import io.tidegate.devices.gpio.GpioOutputDriver;
import io.tidegate.devices.gpio.InputPins;
import io.tidegate.devices.gpio.OutputPins;
import io.tidegate.devices.host.HostDriver;
import io.tidegate.devices.host.HostFiles;
import io.tidegate.devices.i2c.I2cBuses;
import io.tidegate.devices.i2c.I2cDriver;
import io.tidegate.devices.modbus.ModbusDriver;
import io.tidegate.devices.mqtt.MqttDriver;
import io.tidegate.devices.mqtt.PahoPublisher;
import io.tidegate.devices.mqtt.TopicTemplate;
import io.tidegate.devices.onewire.OneWireDriver;
import io.tidegate.devices.opcua.OpcUa;
import io.tidegate.devices.scale.AskedScale;
import io.tidegate.devices.scale.SpeakingScale;
import io.tidegate.devices.serialscanner.SerialScannerDriver;
import io.tidegate.devices.simulator.SimulatorDriver;
import io.tidegate.devices.spi.SpiBuses;
import io.tidegate.devices.spi.SpiDriver;
import io.tidegate.devices.usbscanner.InputDevices;
import io.tidegate.devices.usbscanner.UsbScannerDriver;
import io.tidegate.driver.Broker;
import io.tidegate.driver.Conditioning;
import io.tidegate.driver.DeviceException;
import io.tidegate.driver.Driver;
import io.tidegate.driver.Patience;
import io.tidegate.driver.Recorder;
import io.tidegate.driver.Watch;
import io.tidegate.mqtt.MqttListener;
import io.tidegate.mqtt.Room;
import io.tidegate.observation.DeviceId;
import io.tidegate.site.DeviceConfig;
import io.tidegate.site.GadgetsDevice;
import io.tidegate.site.GpioDevice;
import io.tidegate.site.GpioOutputDevice;
import io.tidegate.site.HostDevice;
import io.tidegate.site.I2cDevice;
import io.tidegate.site.ModbusDevice;
import io.tidegate.site.ModbusUnit;
import io.tidegate.site.MqttDevice;
import io.tidegate.site.OneWireDevice;
import io.tidegate.site.OpcUaDevice;
import io.tidegate.site.ScaleDevice;
import io.tidegate.site.SerialScannerDevice;
import io.tidegate.site.SimulatorDevice;
import io.tidegate.site.SpiDevice;
import io.tidegate.site.UsbScannerDevice;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The devices of a site, of every kind that there is: the compiler lists what a new one still lacks. Safe from any thread.
 */
public final class Devices {

    private final Broker broker;
    private final Clock clock;
    private final Conditioning conditioning;
    private final Box box;
    private final I2cBuses buses = new I2cBuses();
    private final InputPins pins = new InputPins();
    private final OutputPins outputPins = new OutputPins();
    private final SpiBuses spiBuses = new SpiBuses();
    private final MqttListener.Source source;

    /**
     * What some kinds need to know of the gateway itself.
     *
     * @param data the folder for all that it keeps
     * @param clockSynchronised whether a time server has set the box's clock since it was switched on
     */
    public record Box(Path data, BooleanSupplier clockSynchronised) {}

    /**
     * @param broker that devices talk to by MQTT
     * @param conditioning for what devices show, before it is recorded
     */
    public Devices(Broker broker, Conditioning conditioning, Clock clock, Box box) {
        this.broker = broker;
        this.conditioning = conditioning;
        this.clock = clock;
        this.source = new MqttListener.Source(broker, new Room(), clock);
        this.box = box;
    }

    /** Opens the device's driver. @throws DeviceException when it cannot be; the message says what to check */
    public Driver open(DeviceConfig config) throws DeviceException, InterruptedException {
        return switch (config) {
            case MqttDevice mqtt -> MqttDriver.open(mqtt, source);
            case SimulatorDevice simulator ->
                new SimulatorDriver(
                        simulator,
                        PahoPublisher.connect(broker.reachedAt(), simulator.id().value()),
                        clock);
            case SerialScannerDevice scanner -> new SerialScannerDriver(scanner, clock);
            case UsbScannerDevice scanner -> new UsbScannerDriver(scanner, InputDevices.LINUX, clock);
            case ScaleDevice scale -> scale.ask() ? new AskedScale(scale, clock) : new SpeakingScale(scale, clock);
            case ModbusDevice modbus -> ModbusDriver.open(modbus, clock);
            case OneWireDevice thermometer -> new OneWireDriver(thermometer, OneWireDriver.DEVICES, clock);
            case HostDevice host ->
                new HostDriver(host, new HostFiles(Path.of("/"), box.data()), box.clockSynchronised(), clock);
            case I2cDevice chip -> I2cDriver.open(chip, buses, clock);
            case GpioDevice pin -> new GpioDriver(pin, pins, box.data().resolve("pulses"), clock);
            case GpioOutputDevice output -> new GpioOutputDriver(output, outputPins, clock);
            case SpiDevice chip -> SpiDriver.open(chip, spiBuses, clock);
            case GadgetsDevice gadgets -> GadgetsDriver.open(gadgets, source, conditioning.profiles()::told);
            case OpcUaDevice server -> OpcUa.open(server, box.data().resolve("opcua"), clock);
        };
    }

    /**
     * Puts what can be told something into its safe state, and lets it go again: after a crash, before anything that may
     * take long. What cannot be reached is told by its watch.
     */
    public static void secure(List<DeviceConfig> site) {
        OutputPins pins = new OutputPins();
        for (DeviceConfig config : site) {
            if (config instanceof GpioOutputDevice output) {
                try {
                    new GpioOutputDriver(output, pins, InstantSource.system()).close();
                } catch (DeviceException unreached) {
                    // The others come first.
                }
            }
        }
    }

    /** Starts watching the device; the caller closes the watch. */
    public Watch watch(DeviceConfig config, Recorder recorder) {
        Watch.Subject subject = new Watch.Subject(
                config.id(),
                config.driver(),
                () -> open(config),
                patience(config),
                behind(config),
                config.control().isPresent());
        return Watch.start(subject, conditioning.before(recorder), clock);
    }

    /**
     * Leaves the places of drivers that were closed to those that will be opened, so that what waits unacknowledged for a
     * device is not lost when its topic changes. What nobody reads any more waits until it is decided which of the two it
     * will be: {@link #settle} after a change that stays, {@link #unseat} before one that is taken back.
     */
    public void reseat(List<DeviceConfig> before, List<DeviceConfig> after) {
        broker.reassign(without(before, after), without(after, before), Broker.Rest.KEPT);
    }

    /** The change stays: what waits for a device that is gone does not wait for ever. */
    public void settle(List<DeviceConfig> before, List<DeviceConfig> after) {
        broker.reassign(without(before, after), List.of(), Broker.Rest.LET_GO);
    }

    /** The change is taken back: all that waits is for those that were there before. */
    public void unseat(List<DeviceConfig> before, List<DeviceConfig> after) {
        List<List<String>> left = new ArrayList<>(without(before, after));
        left.addAll(without(after, before));
        broker.reassign(left, without(before, after), Broker.Rest.LET_GO);
    }

    /** The places of these that none of the others has. */
    private static List<List<String>> without(List<DeviceConfig> these, List<DeviceConfig> others) {
        List<List<String>> places = new ArrayList<>(places(these));
        places(others).forEach(places::remove);
        return places;
    }

    private static List<List<String>> places(List<DeviceConfig> devices) {
        return devices.stream()
                .map(Devices::filters)
                .filter(filters -> !filters.isEmpty())
                .toList();
    }

    /** The topic filters whose messages the device's driver will record. */
    public static List<String> filters(DeviceConfig config) {
        return switch (config) {
            case MqttDevice mqtt -> List.of(TopicTemplate.of(mqtt.topic()).filter());
            case GadgetsDevice gadgets -> GadgetsDriver.filters(gadgets);
            case SimulatorDevice _, SerialScannerDevice _, UsbScannerDevice _, ScaleDevice _, ModbusDevice _ ->
                List.of();
            case OneWireDevice _,
                    HostDevice _,
                    I2cDevice _,
                    GpioDevice _,
                    GpioOutputDevice _,
                    SpiDevice _,
                    OpcUaDevice _ -> List.of();
        };
    }

    private static Patience patience(DeviceConfig config) {
        return switch (config) {
            case MqttDevice _, GadgetsDevice _, SimulatorDevice _, HostDevice _ -> Patience.NEAR;
            case SerialScannerDevice _, UsbScannerDevice _, ScaleDevice _ -> Patience.NEAR;
            case ModbusDevice _, OneWireDevice _, I2cDevice _, SpiDevice _, GpioDevice _, OpcUaDevice _ ->
                Patience.DEVICE;
            // Until it is open nobody knows whether it is safe.
            case GpioOutputDevice _ -> Patience.NEAR;
        };
    }

    /** Whose readings come by this entry of the site file; none when only the devices themselves know. */
    public static List<DeviceId> speaksFor(DeviceConfig config) {
        return switch (config) {
            case MqttDevice _, GadgetsDevice _, SimulatorDevice _ -> List.of();
            case ModbusDevice _, OpcUaDevice _ -> behind(config);
            case SerialScannerDevice _, UsbScannerDevice _, ScaleDevice _, OneWireDevice _ -> List.of(config.id());
            case HostDevice _, I2cDevice _, SpiDevice _, GpioDevice _, GpioOutputDevice _ -> List.of(config.id());
        };
    }

    /** Devices that are silent when this one is, as the units of a bus are. */
    private static List<DeviceId> behind(DeviceConfig config) {
        return switch (config) {
            case ModbusDevice modbus ->
                modbus.units().stream().map(ModbusUnit::id).toList();
            case MqttDevice _,
                    GadgetsDevice _,
                    SimulatorDevice _,
                    SerialScannerDevice _,
                    UsbScannerDevice _,
                    ScaleDevice _ -> List.of();
            case OneWireDevice _, HostDevice _, I2cDevice _, GpioDevice _, GpioOutputDevice _, SpiDevice _ -> List.of();
            case OpcUaDevice server -> server.devices();
        };
    }
}
