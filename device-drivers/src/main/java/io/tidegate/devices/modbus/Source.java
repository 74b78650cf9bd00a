package io.tidegate.devices.modbus;

import io.tidegate.driver.DeviceException;
import io.tidegate.observation.Value;
import java.util.Map;

/** How the values of one unit are found. Used by its bus's device thread only. */
@FunctionalInterface
interface Source {

    /** The fields that the unit has now; none when it says of each that there is no value. */
    Map<String, Value> read(Line line) throws NoAnswer, UnitRefusal, DeviceException, InterruptedException;
}
