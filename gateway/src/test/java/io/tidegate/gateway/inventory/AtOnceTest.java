package io.tidegate.gateway.inventory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.tidegate.gateway.inventory.Desk.Answer;
import io.tidegate.observation.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What several decide at one moment is as if they had decided one after the other. */
class AtOnceTest extends AtTheDesk {

    private static final int ROUNDS = 100;

    /** Starts both at once, each on a thread of its own. */
    private static <T> List<T> atOnce(
            Callable<CompletionStage<? extends T>> one, Callable<CompletionStage<? extends T>> other) throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> both = new ArrayList<>();
            for (Callable<CompletionStage<? extends T>> each : List.of(one, other)) {
                both.add(threads.submit(() -> {
                    start.await();
                    return each.call().toCompletableFuture().get(30, TimeUnit.SECONDS);
                }));
            }
            return List.of(both.get(0).get(), both.get(1).get());
        }
    }

    private CompletionStage<Answer> receive(String id, String item, int quantity, String unit) throws Exception {
        String line = "{'id':'%s','kind':'receive','item':'%s','quantity':%d,'unit':'%s'}"
                .formatted(id, item, quantity, unit);
        return desk.book(Requests.read(line.replace('\'', '"').getBytes(UTF_8)));
    }

    private CompletionStage<Change> put(Item item) throws Exception {
        return catalogue.change(item.id(), _ -> Optional.of(item));
    }

    @Test
    void a_code_gets_one_unit() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String code = "loose-" + round;
            List<Answer> answers =
                    atOnce(() -> receive(code + "a", code, 2, "each"), () -> receive(code + "b", code, 2, "kg"));
            assertEquals(
                    1, answers.stream().filter(Answer.Booked.class::isInstance).count(), answers.toString());
        }
    }

    @Test
    void an_item_that_is_booked_keeps_its_unit() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String id = "nut-" + round;
            answer(put(Item.of(id, "Nut")).thenApply(_ -> new Answer.Booked(List.of())));
            List<Object> both = atOnce(() -> receive(id, id, 1_000, "each"), () -> put(Item.of(id, "Nut", "kg")));
            String unit = both.get(1) instanceof Change.Done ? "kg" : "each";
            assertInstanceOf(Answer.Booked.class, both.get(0), "each of something is one of its unit");
            assertEquals(
                    unit,
                    ledger.text("SELECT unit FROM ledger_level WHERE item = '%s'".formatted(id)),
                    both.toString());
        }
    }

    @Test
    void what_was_booked_in_kilograms_does_not_become_pieces_by_a_name() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String code = "raw-" + round;
            Item item = Item.of("item-" + round, "Item").with(new Item.Code(code, "each"));
            List<Object> both = atOnce(() -> receive(code, code, 3, "kg"), () -> put(item));
            boolean booked = both.get(0) instanceof Answer.Booked;
            boolean named = both.get(1) instanceof Change.Done;
            assertEquals(1, (booked ? 1 : 0) + (named ? 1 : 0), both.toString());
        }
    }

    @Test
    void a_code_becomes_one_items() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Item.Code code = new Item.Code("code-" + round, "each");
            Item one = Item.of("one-" + round, "One").with(code);
            Item other = Item.of("other-" + round, "Other").with(code);
            List<Change> both = atOnce(() -> put(one), () -> put(other));
            assertEquals(1, both.stream().filter(Change.Done.class::isInstance).count(), both.toString());
        }
    }
}
