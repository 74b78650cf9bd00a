package io.tidegate.site;

import io.tidegate.observation.DeviceId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the site knows of the fields of its devices. Immutable.
 *
 * @param devices the ids that it is for; {@code *} stands for any characters
 * @param fields by the field's name
 */
public record Profile(String id, String devices, Map<String, FieldProfile> fields) {

    public Profile {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    public boolean isFor(DeviceId device) {
        return pattern(devices).matcher(device.value()).matches();
    }

    /** @param ids in which {@code *} stands for any characters */
    static Pattern pattern(String ids) {
        return Pattern.compile("\\Q" + ids.replace("*", "\\E.*\\Q") + "\\E");
    }
}
