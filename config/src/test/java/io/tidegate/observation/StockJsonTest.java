package io.tidegate.observation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

public class StockJsonTest {

    private static final DeviceId TILL = new DeviceId("till-7");
    private static final Instant TEN = Instant.parse("2026-11-23T10:00:00Z");

    static Item cola() {
        return new Item(
                "cola",
                "Cola 0.5 l",
                "each",
                List.of(new Item.Pack("case", BigDecimal.valueOf(24))),
                List.of(new Item.Code("5449000000996", "each"), new Item.Code("15449000000993", "case")),
                Set.of(Item.Tracking.LOT, Item.Tracking.EXPIRY),
                new Item.Supply(
                        Optional.of("Drinks Ltd"),
                        Optional.of(new BigDecimal("1.20")),
                        Optional.empty(),
                        Optional.of(BigDecimal.valueOf(24)),
                        Optional.of(2),
                        Optional.of(180),
                        Optional.of("case"),
                        Optional.of(BigDecimal.valueOf(48))),
                List.of(new Item.Part("syrup", new BigDecimal("0.1"))),
                false);
    }

    /** One of each, with all that it can say. */
    public static List<Stock> samples() {
        Goods goods = new Goods(
                "cola",
                Optional.of("15449000000993"),
                new Amount(BigDecimal.ONE, "case"),
                Optional.of("4006381333931"),
                Optional.of(new Amount(BigDecimal.valueOf(24), "each")),
                Optional.of("A1"),
                Optional.of("s-1"),
                Optional.of(LocalDate.parse("2027-01-31")));
        Cause cause = new Cause(
                Cause.Source.PERSON,
                Optional.of("Ann"),
                Optional.of("moved"),
                Optional.of("the owner said so"),
                Optional.of("gw-1:4711"),
                Optional.of("run-1"));
        Movement.Way way = new Movement.Way(Optional.of("back-room"), Optional.of("sales-floor"));
        return List.of(
                new Movement(TILL, TEN, "m-1", MovementKind.TRANSFER, goods, way, cause),
                new Reversal(TILL, TEN, "m-2", "m-1", cause),
                new Level(
                        Level.LEDGER,
                        TEN,
                        "cola",
                        "back-room",
                        Optional.of("A1"),
                        new Amount(BigDecimal.TEN.negate(), "each")),
                new CatalogueItem(TILL, TEN, cola()));
    }

    private static Stock again(Stock stock) {
        return StockJson.read(stock.kind(), stock.device(), stock.at(), StockJson.text(stock));
    }

    @Test
    void a_movement_is_written_as_the_fixed_contract_says_and_read_again() {
        Movement sold = new Movement(
                TILL,
                TEN,
                "till-7:991",
                MovementKind.SELL,
                Goods.of("4006381333931", new Amount(new BigDecimal("2.0"), "each"))
                        .ofLot("A1"),
                Movement.Way.from("sales-floor"),
                Cause.of(Cause.Source.API));
        assertEquals(
                "{\"id\":\"till-7:991\",\"kind\":\"sell\",\"item\":\"4006381333931\",\"quantity\":2,\"unit\":\"each\","
                        + "\"from\":\"sales-floor\",\"lot\":\"A1\",\"cause\":\"api\"}",
                StockJson.text(sold));
        assertEquals(sold, again(sold));
    }

    @Test
    void all_that_it_can_say_comes_back() {
        for (Stock each : samples()) {
            assertEquals(each, again(each));
        }
    }

    @Test
    void its_rough_length_is_never_too_little() {
        for (Stock each : samples()) {
            int length = StockJson.text(each).length();
            int rough = StockJson.roughLength(each);
            assertTrue(rough >= length && rough < length + 1_000, rough + " for " + StockJson.text(each));
        }
        Movement large = new Movement(
                TILL,
                TEN,
                "i".repeat(Booking.ID_LENGTH_MAX),
                MovementKind.TRANSFER,
                new Goods(
                        "g".repeat(Goods.ITEM_LENGTH_MAX),
                        Optional.of("c".repeat(Goods.ITEM_LENGTH_MAX)),
                        new Amount(new BigDecimal("999999999.999999"), "u".repeat(32)),
                        Optional.of("9".repeat(Goods.GTIN_LENGTH_MAX)),
                        Optional.of(new Amount(new BigDecimal("999999999.999999"), "u".repeat(32))),
                        Optional.of("l".repeat(Goods.LOT_LENGTH_MAX)),
                        Optional.of("s".repeat(Goods.LOT_LENGTH_MAX)),
                        Optional.of(LocalDate.parse("2027-01-31"))),
                new Movement.Way(Optional.of("a".repeat(64)), Optional.of("b".repeat(64))),
                Cause.of(Cause.Source.CHANNEL)
                        .by("w".repeat(200))
                        .because("r".repeat(200))
                        .after("e".repeat(200))
                        .inRun("n".repeat(128)));
        assertTrue(StockJson.roughLength(large) >= StockJson.text(large).length());
    }

    @ParameterizedTest
    @CsvSource({
        "sell, , sales-floor, 1, from",
        "sell, a, b, 1, to",
        "transfer, a, a, 1, same",
        "receive, , a, -1, negative",
        "receive, , a, 0, nothing moved"
    })
    void what_does_not_fit_is_told(String kind, String from, String to, BigDecimal quantity, String told) {
        Movement.Way way = new Movement.Way(Optional.ofNullable(from), Optional.ofNullable(to));
        Goods goods = Goods.of("cola", new Amount(quantity, "each"));
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> new Movement(
                                TILL,
                                TEN,
                                "m-1",
                                MovementKind.ofWord(kind).orElseThrow(),
                                goods,
                                way,
                                Cause.of(Cause.Source.API)))
                .getMessage();
        assertTrue(message.contains(told), message);
    }

    @Test
    void an_amount_is_exact_and_says_the_same_however_it_is_written() {
        assertEquals(new Amount(new BigDecimal("2"), "kg"), new Amount(new BigDecimal("2.000"), "kg"));
        assertEquals(new Amount(new BigDecimal("0.00"), "kg"), new Amount(BigDecimal.ZERO, "kg"));
        assertEquals(-125_000, new Amount(new BigDecimal("-0.125"), "kg").millionths());
        assertEquals(new Amount(new BigDecimal("1000"), "kg"), Amount.ofMillionths(1_000_000_000L, "kg"));
        assertEquals("1000 kg", Amount.ofMillionths(1_000_000_000L, "kg").toString());
        assertThrows(IllegalArgumentException.class, () -> new Amount(new BigDecimal("0.0000001"), "kg"));
        assertThrows(IllegalArgumentException.class, () -> new Amount(new BigDecimal("1e13"), "kg"));
        Amount much = new Amount(new BigDecimal("1e12"), "kg");
        assertEquals(much, Amount.ofMillionths(much.millionths(), "kg"));
        assertThrows(IllegalArgumentException.class, () -> Goods.of("coal", much), "not by one line");
        assertThrows(IllegalArgumentException.class, () -> new Amount(BigDecimal.ONE, " "));
    }

    @Test
    void an_item_whose_code_is_of_no_unit_is_told() {
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> new Item(
                                "a",
                                "A",
                                "each",
                                List.of(),
                                List.of(new Item.Code("1", "case")),
                                Set.of(),
                                Item.Supply.NONE,
                                List.of(),
                                false))
                .getMessage();
        assertTrue(message.contains("'case'"), message);
    }
}
