package io.tidegate.site;

import io.tidegate.observation.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * One input of an analog-to-digital converter.
 *
 * @param channel the pin, AIN0 or CH0 and up, measured against ground
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
    public record Scale(Signal signal, int millivolts, int low, int high) {

        /** Of 20 mA: below 3.6 mA the wire is broken, above 21 mA there is a short (NAMUR NE 43). */
        private static final double BROKEN_BELOW = 0.18;

        private static final double BROKEN_ABOVE = 1.05;

        /** Nothing, where the wire of a current loop is broken. */
        public OptionalDouble value(double millivoltsNow) {
            double ofTop = millivoltsNow / millivolts;
            return switch (signal) {
                case CURRENT_4_20 ->
                    ofTop < BROKEN_BELOW || ofTop > BROKEN_ABOVE
                            ? OptionalDouble.empty()
                            : OptionalDouble.of(between((ofTop - 0.2) / 0.8));
                case VOLTAGE_0_10 -> OptionalDouble.of(between(ofTop));
            };
        }

        private double between(double fraction) {
            return low + fraction * (high - low);
        }
    }

    /** Of a value: more digits than any converter has. */
    private static final double PER_UNIT = 10_000;

    private static final double MILLIVOLTS_PER_VOLT = 1000;

    /** The converter bears no more than its supply of at most 5 V. */
    private static final Scalar<Integer> MILLIVOLTS = Scalars.whole("3000", 100, 5000);

    private static final Scalar<Integer> VALUE = Scalars.whole("10", -1_000_000, 1_000_000);
    private static final Scalar<Signal> SIGNAL = Scalars.oneOf(signal -> signal.word, List.of(Signal.values()));

    /** The key {@code inputs}, which must be there. */
    static List<AnalogInput> readAll(Mapping device, int channels) {
        List<AnalogInput> inputs = new ArrayList<>();
        Map<String, Mapping> fields = SiteLoader.noneYet();
        for (Mapping each : device.list("inputs", channels)) {
            AnalogInput input = read(each, channels);
            SiteLoader.refuseRepeated(
                    each,
                    "field",
                    input.field(),
                    fields,
                    "Name each input's field in its own way, such as 'field: pressure'.");
            inputs.add(input);
        }
        if (!device.has("inputs")) {
            device.problem("inputs", "is missing. Add it, such as 'inputs: [{channel: 0}]'.");
        }
        return inputs;
    }

    private static AnalogInput read(Mapping item, int channels) {
        int channel = item.required("channel", Scalars.whole("0", 0, channels - 1));
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

    /** What it tells of a reading, at that voltage at the pin. */
    public Map<String, Value> fields(double millivolts) {
        if (scale.isEmpty()) {
            return Map.of(field, rounded(millivolts / MILLIVOLTS_PER_VOLT));
        }
        Map<String, Value> fields = new LinkedHashMap<>();
        OptionalDouble value = scale.get().value(millivolts);
        value.ifPresent(number -> fields.put(field, rounded(number)));
        if (scale.get().signal() == Signal.CURRENT_4_20) {
            fields.put(field + "Broken", Value.of(value.isEmpty()));
        }
        return fields;
    }

    private static Value rounded(double number) {
        return Value.of(Math.round(number * PER_UNIT) / PER_UNIT);
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

    /** By field: without a signal behind it, an input is a voltage; of a signal only the owner knows. */
    static Map<String, String> units(List<AnalogInput> inputs) {
        return inputs.stream()
                .filter(input -> input.scale.isEmpty())
                .collect(Collectors.toMap(AnalogInput::field, _ -> "V", (one, _) -> one));
    }
}
