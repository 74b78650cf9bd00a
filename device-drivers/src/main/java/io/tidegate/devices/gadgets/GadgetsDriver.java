package io.tidegate.devices.gadgets;

import io.tidegate.driver.DeviceException;
import io.tidegate.driver.Driver;
import io.tidegate.mqtt.Counts;
import io.tidegate.mqtt.MqttListener;
import io.tidegate.observation.DeviceId;
import io.tidegate.site.GadgetsDevice;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** The gadgets of one family: a {@link Family} reads what they say, a {@link GadgetInterpreter} what that means. Functions only. */
public final class GadgetsDriver {

    private GadgetsDriver() {}

    /**
     * @param units hears of each device in which units its fields are, as far as that is known
     * @throws DeviceException when the broker is away or refuses the subscription
     */
    public static Driver.Listening open(
            GadgetsDevice config, MqttListener.Source source, BiConsumer<DeviceId, Map<String, String>> units)
            throws DeviceException {
        Counts counts = new Counts();
        GadgetInterpreter interpreter =
                new GadgetInterpreter(config, new GadgetInterpreter.Surroundings(counts, units, System::nanoTime));
        return new MqttListener(filters(config), interpreter, counts, source);
    }

    /** The topics whose messages it will record. */
    public static List<String> filters(GadgetsDevice config) {
        return Family.of(config).filters();
    }
}
