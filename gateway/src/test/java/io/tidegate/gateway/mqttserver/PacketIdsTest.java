package io.tidegate.gateway.mqttserver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PacketIdsTest {

    private final Budget budget = new Budget(1);
    private final PacketIds ids = new PacketIds(budget);

    @Test
    void they_are_a_set_and_charged_while_they_are_in_it() {
        Set<Integer> model = new HashSet<>();
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            int id = 65_535 - random.nextInt(500);
            assertEquals(model.contains(id), ids.contains(id));
            if (random.nextInt(3) > 0) {
                assertEquals(model.add(id), ids.add(id));
            } else {
                assertEquals(model.remove(id), ids.remove(id));
            }
            assertEquals(model.size(), ids.size());
            assertEquals((long) model.size() * PacketIds.ID_BYTES, budget.held());
        }
        ids.clear();
        assertEquals(0, ids.size());
        assertEquals(0, budget.held());
    }
}
