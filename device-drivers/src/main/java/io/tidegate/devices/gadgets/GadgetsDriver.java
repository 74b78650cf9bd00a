package io.tidegate.devices.gadgets;

import io.tidegate.driver.DeviceException;
import io.tidegate.driver.Driver;
import io.tidegate.mqtt.Counts;
import io.tidegate.mqtt.MqttListener;
import io.tidegate.site.GadgetsDevice;
import java.util.List;

/** The gadgets of one family: a {@link Family} reads what they say, a {@link GadgetInterpreter} what that means. Functions only. */
public final class GadgetsDriver {

    private GadgetsDriver() {}

    /** @throws DeviceException when the broker is away or refuses the subscription */
    public static Driver.Listening open(GadgetsDevice config, MqttListener.Source source) throws DeviceException {
        Counts counts = new Counts();
        Family family = Family.of(config);
        GadgetInterpreter interpreter = new GadgetInterpreter(config, family, counts, System::nanoTime);
        return new MqttListener(family.filters(), interpreter, counts, source);
    }

    /** The topics whose messages it will record. */
    public static List<String> filters(GadgetsDevice config) {
        return Family.of(config).filters();
    }
}
