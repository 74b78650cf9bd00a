package io.tidegate.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RoomTest {

    private static final int MESSAGE = 64 * 1024;
    private static final int FITTING = (int) (Room.BYTES_MAX / 2 / MESSAGE);

    private final Room room = new Room();
    private final AtomicInteger told = new AtomicInteger();

    private List<Room.Part> join(int drivers) {
        List<Room.Part> parts = new ArrayList<>();
        for (int i = 0; i < drivers; i++) {
            parts.add(room.join(told::incrementAndGet));
        }
        return parts;
    }

    private static int fill(Room.Part part) {
        int taken = 0;
        while (part.take(MESSAGE)) {
            taken++;
        }
        return taken;
    }

    @Test
    void one_driver_alone_may_hold_half_of_it() {
        assertEquals(FITTING, fill(join(1).getFirst()));
    }

    @Test
    void a_driver_has_its_fair_part_whatever_the_others_hold() {
        List<Room.Part> parts = join(4);
        assertEquals(FITTING, fill(parts.getFirst()), "while nobody else needs it");
        for (Room.Part other : parts.subList(1, 4)) {
            assertEquals(FITTING / 4, fill(other));
        }
        assertTrue(room.held() < Room.BYTES_MAX, room.held() + " bytes");
    }

    @Test
    void who_was_refused_is_told_when_somebody_gives_back() {
        List<Room.Part> parts = join(2);
        fill(parts.getFirst());
        fill(parts.getLast());
        assertEquals(0, told.get());
        parts.getFirst().give((long) MESSAGE * FITTING);
        assertEquals(2, told.get());
        parts.getFirst().give(0);
        assertEquals(2, told.get(), "once");
        assertTrue(parts.getLast().take(MESSAGE));
    }

    @Test
    void a_message_above_the_limit_passes_when_nothing_else_is_there() {
        List<Room.Part> parts = join(2);
        int huge = (int) Room.BYTES_MAX + 1;
        assertTrue(parts.getFirst().take(huge));
        assertFalse(parts.getLast().take(huge));
        parts.getFirst().give(huge);
        assertTrue(parts.getLast().take(huge));
    }

    @Test
    void what_a_driver_held_is_free_when_it_is_gone() {
        List<Room.Part> parts = join(2);
        fill(parts.getFirst());
        fill(parts.getLast());
        parts.getLast().give((long) MESSAGE * FITTING / 2);
        told.set(0);
        assertFalse(parts.getLast().take((int) Room.BYTES_MAX));
        parts.getFirst().leave();
        assertEquals(0, room.held());
        assertEquals(1, told.get());
        parts.getFirst().give(MESSAGE);
        assertEquals(0, room.held(), "its last batch reached the disk later");
    }
}
