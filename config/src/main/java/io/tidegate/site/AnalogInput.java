package io.tidegate.site;

import java.util.List;
import java.util.Optional;

/**
 * One input of an analog-to-digital converter.
 *
 * @param channel the pin, AIN0 to AIN3, measured against ground
 * @param field of the reading
 * @param scale what the voltage means; absent: the field is the voltage
 */
public record AnalogInput(int channel, String field, Optional<Scale> scale) {

    /** What a transmitter sends. */
    public enum Signal {
        CURRENT_4_20("4-20 mA"),
        VOLTAGE_0_10("0-10 V");

        private final String word;

        Signal(String word) {
            this.word = word;
        }
    }

    /**
     * A straight line through two points.
     *
     * @param millivolts at the converter's pin when the signal is at its top: 20 mA through the resistor, 10 V behind the
     *     divider
     * @param low the value at 4 mA or 0 V
     * @param high the value at 20 mA or 10 V
     */
    public record Scale(Signal signal, int millivolts, int low, int high) {}

    static final int CHANNELS = 4;

    private static final Scalar<Integer> CHANNEL = Scalars.whole("0", 0, CHANNELS - 1);
    /** The converter bears no more than its supply of at most 5 V. */
    private static final Scalar<Integer> MILLIVOLTS = Scalars.whole("3000", 100, 5000);

    private static final Scalar<Integer> VALUE = Scalars.whole("10", -1_000_000, 1_000_000);
    private static final Scalar<Signal> SIGNAL = Scalars.oneOf(signal -> signal.word, List.of(Signal.values()));

    static AnalogInput read(Mapping item) {
        int channel = item.required("channel", CHANNEL);
        Optional<Scale> scale = item.maybe("signal", SIGNAL).map(signal -> scale(item, signal));
        AnalogInput input = new AnalogInput(
                channel,
                item.optional("field", Scalars.field("pressure"), scale.isPresent() ? "value" : "voltage"),
                scale);
        if (scale.isEmpty() && item.has("signal")) {
            item.closeUnread();
        }
        item.close();
        return input;
    }

    private static Scale scale(Mapping item, Signal signal) {
        int low = item.required("low", VALUE);
        int high = item.required("high", VALUE);
        if (low == high && item.has("low") && item.has("high")) {
            item.problem("high", "is the same as 'low'. Give the values at both ends of the signal.");
        }
        return new Scale(signal, item.required("millivolts", MILLIVOLTS), low, high);
    }

    void show(YamlWriter yaml) {
        yaml.bare("channel", channel);
        yaml.text("field", field);
        scale.ifPresent(each -> {
            yaml.text("signal", each.signal().word);
            yaml.bare("millivolts", each.millivolts());
            yaml.bare("low", each.low());
            yaml.bare("high", each.high());
        });
    }
}
