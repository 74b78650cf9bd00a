package io.tidegate.clouds.epcis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import io.tidegate.observation.Entry;
import io.tidegate.site.EpcisCloud.Mode;
import io.tidegate.sync.Rejected;
import io.tidegate.sync.Rejected.Proof;
import io.tidegate.sync.Settled;
import io.tidegate.sync.Sink;
import io.tidegate.sync.UnavailableException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In documents. */
class EpcisSinkTest extends EpcisContract {

    @Override
    protected Mode mode() {
        return Mode.CAPTURE;
    }

    @Test
    void readings_are_none_of_its_business() throws Exception {
        List<Entry> batch = outbox.withReadings(3, "fridge-1").entries();
        try (Sink sink = open(repository.url())) {
            assertEquals(Settled.all(batch, List.of()), sink.deliver(batch, false));
        }
        assertEquals(List.of(), repository.requests());
    }

    @Test
    void movements_among_readings_settle_the_whole_batch() throws Exception {
        try (Sink sink = open(repository.url())) {
            assertEquals(
                    6,
                    sink.deliver(mixed(outbox.withReadings(6, "till-7")), false).count());
        }
        assertEquals(List.of("gw-1:2", "gw-1:4", "gw-1:6"), repository.arrived());
    }

    /** Every second one is a sale. */
    private static List<Entry> mixed(io.tidegate.sync.InMemoryOutbox outbox) {
        return outbox.entries().stream()
                .map(entry -> entry.position() % 2 == 0
                        ? new Entry(entry.position(), entry.recordedAt(), sale(entry))
                        : entry)
                .toList();
    }

    @Test
    void readings_do_not_prove_that_a_repository_takes_anything() throws Exception {
        URI wrong = repository.url().resolve("/v2/elsewhere/");
        List<Entry> batch = mixed(outbox.withReadings(6, "till-7"));
        try (Sink sink = open(wrong)) {
            assertEquals(new Settled(1, List.of()), sink.deliver(batch, false));
            Settled next = sink.deliver(batch.subList(1, 6), false);
            assertEquals(1, next.count());
            assertEquals(Proof.OTHERS_TAKEN, next.rejected().getFirst().proof());
        }
    }

    @Test
    void a_refused_movement_carries_the_repositorys_own_reason() throws Exception {
        List<Entry> batch =
                outbox.withReadings(3, "till-7").withScan(POISON, "x").entries();
        try (Sink sink = open()) {
            assertEquals(
                    List.of(new Rejected(4, "the repository refused it: no poison here", Proof.PLACE_TAKES)),
                    sink.deliver(batch, false).rejected());
        }
    }

    @Test
    void a_repository_that_is_asked_again_gets_the_same_events() throws Exception {
        List<Entry> batch = outbox.withReadings(3, "till-7").entries();
        for (int round = 0; round < 2; round++) {
            try (Sink sink = open()) {
                sink.deliver(batch, false);
            }
        }
        assertEquals(3, repository.eventIds().size());
        assertEquals(6, repository.arrived().size());
    }

    @Test
    void a_request_says_what_it_is_and_who_sends_it() throws Exception {
        try (Sink sink = open()) {
            sink.deliver(outbox.withReadings(1, "till-7").entries(), false);
        }
        assertEquals(3, repository.requests().size(), "the document, and its job twice");
        for (HttpExchange request : repository.requests()) {
            assertEquals("Bearer s3cret", request.getRequestHeaders().getFirst("Authorization"));
            assertEquals("2.0.0", request.getRequestHeaders().getFirst("GS1-EPCIS-Version"));
        }
    }

    @Test
    void nobody_listening_is_told_so() throws Exception {
        List<Entry> batch = outbox.withReadings(1, "till-7").entries();
        repository.close();
        try (Sink sink = open()) {
            UnavailableException refusal = assertThrows(UnavailableException.class, () -> sink.deliver(batch, false));
            assertTrue(refusal.getMessage().contains("refused"), refusal.getMessage());
        }
    }
}
