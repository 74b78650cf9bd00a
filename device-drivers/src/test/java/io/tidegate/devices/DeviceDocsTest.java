package io.tidegate.devices;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.site.DeviceConfig;
import io.tidegate.site.SiteFile;
import io.tidegate.site.SiteLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who copies a sample from the documentation gets a site that loads. */
class DeviceDocsTest {

    private static final Path DOCS = Path.of("../docs/devices");
    private static final Pattern SAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
    private static final String SITE = """
            site: {id: corner-shop, name: Corner Shop, timezone: Europe/London, locale: en-GB}
            gateway: {id: gw-1, data: ./data}
            """;

    @TempDir
    Path folder;

    static Stream<String> kinds() {
        return Stream.of(
                "mqtt",
                "simulator",
                "serial-scanner",
                "usb-scanner",
                "scale",
                "modbus",
                "one-wire",
                "host",
                "i2c",
                "gpio",
                "gpio-output",
                "gadgets",
                "spi",
                "opcua");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void every_sample_loads_and_one_shows_the_kind(String kind) throws Exception {
        String page = Files.readString(DOCS.resolve(kind + ".md"));
        List<String> samples = SAMPLE.matcher(page)
                .results()
                .map((MatchResult each) -> each.group(1))
                .toList();
        assertFalse(samples.isEmpty(), kind);
        boolean shown = false;
        for (String sample : samples) {
            Path file = Files.writeString(folder.resolve("site.yaml"), SITE + sample);
            SiteFile site = SiteLoader.load(file, Map.of("MQTT_PASSWORD", "secret", "PRESS_PASSWORD", "secret"));
            shown |= site.devices().stream().map(DeviceConfig::driver).anyMatch(kind::equals);
            site.devices().forEach(Devices::filters);
        }
        assertTrue(shown, "a sample of " + kind);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void every_kind_is_listed(String kind) throws Exception {
        assertTrue(Files.readString(DOCS.resolve("README.md")).contains("(" + kind + ".md)"));
    }
}
