package io.tidegate.devices.modbus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.driver.DeviceException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

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
}
