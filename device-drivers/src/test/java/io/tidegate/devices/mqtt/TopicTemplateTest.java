package io.tidegate.devices.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicTemplateTest {

    @ParameterizedTest
    @CsvSource({
        "floor/{device}/{metric},       floor/+/+",
        "zigbee2mqtt/{device},          zigbee2mqtt/+",
        "{device},                      +",
        "shellies/{device}/#,           shellies/+/#",
        "+/{device}/SENSOR,             +/+/SENSOR",
        "oven/temperature,              oven/temperature"
    })
    void the_filter_asks_for_what_the_template_names(String template, String filter) {
        assertEquals(filter, TopicTemplate.of(template).filter());
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "floor/{device}/{metric}, floor/fridge-1/temperature,  fridge-1, temperature",
                "floor/{device}/{metric}, floor/fridge-1//,            no,       no",
                "floor/{device}/{metric}, floor/fridge-1,              no,       no",
                "floor/{device}/{metric}, floors/fridge-1/temperature, no,       no",
                "floor/{device}/{metric}, FLOOR/fridge-1/temperature,  no,       no",
                "floor/{device}/{metric}, floor//temperature,          '',       temperature",
                "tele/{device}/SENSOR,    tele/plug/SENSOR,            plug,     -",
                "+/{device}/SENSOR,       tele/plug/SENSOR,            plug,     -",
                "shellies/{device}/#,     shellies/plug/relay/0/power, plug,     relay.0.power",
                "shellies/{device}/#,     shellies/plug,               plug,     -",
                "{metric}/{device}/#,     power/plug/a/b,              plug,     power",
                "oven/temperature,        oven/temperature,            -,        -",
            })
    void a_topic_tells_device_and_metric(String template, String topic, String device, String metric) {
        TopicTemplate.Match match = TopicTemplate.of(template).match(topic);
        if ("no".equals(device)) {
            assertEquals(null, match);
        } else {
            assertEquals(new TopicTemplate.Match(device, metric), match);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'',                       1 to",
        "floor/#/{device},         only at the end",
        "{device}/{device},        stands twice",
        "{metric}/a/{metric},      stands twice",
        "floor/x{device},          fill a whole level",
        "floor/{devise},           fill a whole level",
        "floor/a+,                 fill a whole level",
    })
    void what_is_no_template_is_refused_with_a_reason(String template, String reason) {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> TopicTemplate.of(template));
        assertTrue(String.valueOf(refused.getMessage()).contains(reason), refused.getMessage());
    }
}
