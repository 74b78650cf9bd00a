package io.tidegate.observation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a proof says, and what is none. */
public class ProofJsonTest {

    private static final DeviceId FRIDGE = new DeviceId("fridge-2");
    private static final Instant MIDNIGHT = Instant.parse("2026-11-24T00:00:30Z");
    private static final LocalDate MONDAY = LocalDate.parse("2026-11-23");
    private static final String HASH = "0123456789abcdef".repeat(4);

    public static List<Proof> samples() {
        return List.of(
                new Proof(
                        FRIDGE,
                        MIDNIGHT,
                        "reading",
                        new Proof.Range(MONDAY, MONDAY, 17, 90_211, 0),
                        new Proof.Sum(4711, HASH, "")),
                new Proof(
                        FRIDGE,
                        MIDNIGHT,
                        "scan",
                        new Proof.Range(MONDAY.minusDays(2), MONDAY, 1, Long.MAX_VALUE, 12),
                        new Proof.Sum(1, HASH, HASH)));
    }

    @Test
    void it_is_written_as_receivers_read_it() {
        String json = new String(
                EntryJson.object(
                        new Origin("corner-shop", "gw-1"),
                        new Entry(90_212, MIDNIGHT, samples().getFirst())),
                UTF_8);
        assertEquals(
                "{\"id\":\"gw-1:90212\",\"site\":\"corner-shop\",\"gateway\":\"gw-1\",\"kind\":\"proof\","
                        + "\"device\":\"fridge-2\",\"time\":\"2026-11-24T00:00:30.000Z\",\"proof\":{\"of\":\"reading\","
                        + "\"from\":\"2026-11-23\",\"to\":\"2026-11-23\",\"first\":17,\"last\":90211,\"count\":4711,"
                        + "\"hash\":\"" + HASH + "\",\"previous\":\"\"}}",
                json);
    }

    @Test
    void it_is_read_as_it_was_written() {
        for (Proof proof : samples()) {
            assertEquals(proof, ProofJson.read(proof.device(), proof.at(), ProofJson.text(proof)));
        }
    }

    @Test
    void what_proves_nothing_is_none() {
        String good = ProofJson.text(samples().getLast());
        for (String wrong : List.of(
                "",
                "[]",
                good.replace("\"of\":\"scan\"", "\"of\":\"proof\""),
                good.replace("\"of\":\"scan\"", "\"of\":\"a scan\""),
                good.replace("\"first\":1,", "\"first\":0,"),
                good.replace("\"first\":1,", "\"first\":1.5,"),
                good.replace("\"missing\":12", "\"missing\":-1"),
                good.replace("\"to\":\"2026-11-23\"", "\"to\":\"2026-11-20\""),
                good.replace("\"count\":1", "\"count\":0"),
                good.replace(HASH, HASH.substring(1)))) {
            assertThrows(IllegalArgumentException.class, () -> ProofJson.read(FRIDGE, MIDNIGHT, wrong), wrong);
        }
    }
}
