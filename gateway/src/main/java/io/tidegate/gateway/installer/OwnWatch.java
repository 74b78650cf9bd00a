package io.tidegate.gateway.installer;

import io.tidegate.devices.Devices;
import io.tidegate.driver.Broker;
import io.tidegate.driver.Conditioning;
import io.tidegate.driver.DeviceException;
import io.tidegate.driver.Recorder;
import io.tidegate.driver.Watch;
import io.tidegate.observation.Batch;
import io.tidegate.observation.Observation;
import io.tidegate.site.DeviceConfig;
import io.tidegate.site.GadgetsDevice;
import io.tidegate.site.GpioDevice;
import io.tidegate.site.GpioOutputDevice;
import io.tidegate.site.HostDevice;
import io.tidegate.site.I2cDevice;
import io.tidegate.site.ModbusDevice;
import io.tidegate.site.MqttDevice;
import io.tidegate.site.MqttSettings;
import io.tidegate.site.OneWireDevice;
import io.tidegate.site.OpcUaDevice;
import io.tidegate.site.ScaleDevice;
import io.tidegate.site.Secret;
import io.tidegate.site.SerialScannerDevice;
import io.tidegate.site.SimulatorDevice;
import io.tidegate.site.SiteFile;
import io.tidegate.site.SpiDevice;
import io.tidegate.site.UsbScannerDevice;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Opens a device without a gateway, shows what it says, and records nothing. */
final class OwnWatch {

    private OwnWatch() {}

    /** Why the device cannot be opened without a gateway; empty when it can. */
    static Optional<String> needsGateway(DeviceConfig config) {
        return switch (config) {
            case MqttDevice _, GadgetsDevice _, SimulatorDevice _ ->
                Optional.of("speaks by MQTT, and what it says is for the gateway alone");
            case GpioOutputDevice _ -> Optional.of("would be switched by being opened");
            case GpioDevice pin when pin.meter().isPresent() -> Optional.of("counts, and its count is the gateway's");
            case GpioDevice _, SerialScannerDevice _, UsbScannerDevice _, ScaleDevice _ -> Optional.empty();
            case ModbusDevice _, OneWireDevice _, HostDevice _, I2cDevice _, SpiDevice _ -> Optional.empty();
            case OpcUaDevice server ->
                server.password()
                        .filter(Secret::isUnread)
                        .map(password -> "logs in by " + password.reference()
                                + ", which cannot be read by this user in this shell");
        };
    }

    /** The caller closes it. */
    static Watch start(SiteFile site, DeviceConfig config, Consumer<Observation> told) {
        Path data = site.gateway().data();
        Devices devices =
                new Devices(new NoBroker(), Conditioning.none(), Clock.systemUTC(), new Devices.Box(data, () -> true));
        return devices.watch(config, new Showing(told));
    }

    private record Showing(Consumer<Observation> told) implements Recorder {
        @Override
        public void record(List<Observation> seen) {
            seen.forEach(told);
        }

        @Override
        public CompletionStage<Void> submit(Batch batch) {
            record(batch.seen());
            return CompletableFuture.completedStage(null);
        }
    }

    /** Of the devices that are opened here, none asks for it. */
    private static final class NoBroker implements Broker {
        @Override
        public Subscription subscribe(List<String> filters, Inbox inbox) {
            throw new IllegalStateException("no device here speaks by MQTT");
        }

        @Override
        public void reassign(List<List<String>> left, List<List<String>> next, Rest rest) {
            throw new IllegalStateException("no device here speaks by MQTT");
        }

        @Override
        public void publish(String topic, byte[] payload, boolean retain) throws DeviceException {
            throw new IllegalStateException("no device here speaks by MQTT");
        }

        @Override
        public MqttSettings.External reachedAt() {
            throw new IllegalStateException("no device here speaks by MQTT");
        }
    }
}
