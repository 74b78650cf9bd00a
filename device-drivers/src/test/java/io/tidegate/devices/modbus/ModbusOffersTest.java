package io.tidegate.devices.modbus;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.driver.DeviceException;
import io.tidegate.driver.Offer;
import io.tidegate.site.ModbusDevice;
import io.tidegate.site.ModbusUnit;
import io.tidegate.site.SiteLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is found on a bus; the line is given. */
class ModbusOffersTest {

    private static final Duration TIMEOUT = Duration.ofMillis(20);

    /** Units that answer, those that refuse, and a gateway that answers for the others. */
    private record Units(Set<Integer> answer, Set<Integer> refuse, boolean gateway) implements Line {
        @Override
        public byte[] ask(int unit, byte[] question, Duration timeout) throws NoAnswer {
            if (answer.contains(unit)) {
                return new byte[] {3, 2, 0, 7};
            }
            if (refuse.contains(unit)) {
                return new byte[] {(byte) 0x83, 2};
            }
            if (gateway) {
                return new byte[] {(byte) 0x83, 11};
            }
            throw NoAnswer.within(timeout, unit, place());
        }

        @Override
        public String place() {
            return "a bus";
        }

        @Override
        public void close() {}
    }

    @Test
    void who_answers_or_refuses_is_there() throws Exception {
        List<Integer> asked = new ArrayList<>();
        assertEquals(List.of(3, 9), ModbusOffers.units(new Units(Set.of(3), Set.of(9), false), TIMEOUT, asked::add));
        assertEquals(247, asked.size());
    }

    @Test
    void a_gateway_that_answers_for_the_silent_is_none_of_them() throws Exception {
        assertEquals(List.of(3), ModbusOffers.units(new Units(Set.of(3), Set.of(), true), TIMEOUT, _ -> {}));
    }

    @Test
    void a_device_that_answers_to_any_number_is_one() throws DeviceException, InterruptedException {
        Units any = new Units(Set.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), Set.of(), false);
        assertEquals(List.of(1), ModbusOffers.units(any, TIMEOUT, _ -> {}));
    }

    @Test
    void its_lines_can_be_pasted_under_devices(@TempDir Path folder) throws Exception {
        String unit = "{id: any, unit: 1, registers: [{field: a, address: 0, type: uint16}]}";
        for (ModbusDevice bus : List.of(
                Bus.of("tcp://192.168.1.50:502", unit),
                Bus.onSerial("{port: /dev/ttyUSB0, baud: 19200, framing: \"8E1\"}", unit))) {
            Offer offer = ModbusOffers.offers(bus, "a bus", List.of(3, 9)).getFirst();
            Path site = Files.writeString(
                    folder.resolve("site.yaml"),
                    offer.yaml().stream()
                            .map(line -> "  " + line + "\n")
                            .collect(joining("", "site: {id: shop}\ngateway: {id: gw-1}\ndevices:\n", "")));
            ModbusDevice pasted =
                    (ModbusDevice) SiteLoader.load(site, Map.of()).devices().getFirst();
            assertEquals(bus.way(), pasted.way());
            assertEquals(
                    List.of(3, 9), pasted.units().stream().map(ModbusUnit::unit).toList());
        }
    }
}
