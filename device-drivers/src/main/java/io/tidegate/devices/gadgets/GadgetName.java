package io.tidegate.devices.gadgets;

import io.tidegate.observation.DeviceId;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The device id for a name that somebody gave a gadget: {@code Küche/Lampe 1} is {@code kueche-lampe-1}. Functions only. */
final class GadgetName {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    private GadgetName() {}

    /** Empty when nothing usable is left, or it is too long. */
    static Optional<DeviceId> id(String name) {
        if (DeviceId.isValid(name)) {
            return Optional.of(new DeviceId(name));
        }
        if (name.length() > 2 * DeviceId.LENGTH_MAX) {
            return Optional.empty();
        }
        String spelled = name.toLowerCase(Locale.ROOT)
                .replace("ä", "ae")
                .replace("ö", "oe")
                .replace("ü", "ue")
                .replace("ß", "ss");
        try {
            return Optional.of(DeviceId.of(MARKS.matcher(Normalizer.normalize(spelled, Normalizer.Form.NFKD))
                    .replaceAll("")));
        } catch (IllegalArgumentException unusable) {
            return Optional.empty();
        }
    }
}
