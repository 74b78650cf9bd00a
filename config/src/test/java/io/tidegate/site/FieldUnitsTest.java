package io.tidegate.site;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.observation.DeviceId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A number has its unit without a profile, where the kind of the device knows it. */
class FieldUnitsTest {

    private static final String SITE = """
            site: {id: shop}
            gateway: {id: gw-1, data: ./data}
            profiles:
              - {id: cellar, devices: cellar, fields: {temperature: {unit: K}, humidity: {limits: {min: 0, max: 70}}}}
            devices:
              - {id: cellar, driver: i2c, chip: bme280}
              - {id: tank, driver: i2c, chip: ads1115, inputs: [{channel: 0}, {channel: 1, field: level, signal: 4-20 mA, millivolts: 3000, low: 0, high: 10}]}
              - {id: kiln, driver: spi, chip: max31855}
              - {id: meter, driver: gpio, kind: pulse, pin: 17, meter: {quantity: energy, pulsesPerUnit: 1000}}
              - {id: till-scale, driver: scale, serial: {port: /dev/ttyUSB0}, protocol: mt-sics}
              - id: bus
                driver: modbus
                connection: "tcp://127.0.0.1:1502"
                units:
                  - {id: hall, unit: 1, profile: eastron-sdm630}
                  - id: oven
                    unit: 2
                    registers:
                      - {field: temperature, address: 0, type: int16, unit: "[degF]"}
                      - {field: power, address: 1, type: int16}
                  - {id: roof, unit: 3, profile: sunspec}
            """;

    @TempDir
    Path folder;

    private Profiles profiles;

    @BeforeEach
    void load() throws Exception {
        profiles = Profiles.of(SiteLoader.load(Files.writeString(folder.resolve("site.yaml"), SITE)));
    }

    @ParameterizedTest
    @CsvSource({
        "cellar, pressure, hPa",
        "tank, voltage, V",
        "kiln, boardTemperature, Cel",
        "meter, energy, kW.h",
        "meter, power, W",
        "till-scale, weight, kg",
        "hall, voltageL2, V",
        "hall, energyImport, kW.h",
        "oven, temperature, [degF]",
        "roof, dcPower, W",
        "roof, currentL1, A",
    })
    void its_kind_knows_it(String device, String field, String unit) {
        assertEquals(Optional.of(unit), profiles.unit(new DeviceId(device), field));
    }

    @ParameterizedTest
    @CsvSource({"tank, level", "oven, power", "hall, powerFactor", "till-scale, stable", "nobody, temperature"})
    void nobody_knows_it(String device, String field) {
        assertEquals(Optional.empty(), profiles.unit(new DeviceId(device), field));
    }

    @Test
    void the_sites_own_profile_counts_more_where_it_says_a_unit() {
        assertEquals(Optional.of("K"), profiles.unit(new DeviceId("cellar"), "temperature"));
        assertEquals(Optional.of("%"), profiles.unit(new DeviceId("cellar"), "humidity"));
    }
}
