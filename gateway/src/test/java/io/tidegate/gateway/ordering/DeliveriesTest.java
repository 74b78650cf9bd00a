package io.tidegate.gateway.ordering;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.gateway.inventory.ItemBooks.Receipt;
import io.tidegate.gateway.ordering.Deliveries.Order;
import io.tidegate.gateway.ordering.Deliveries.Served;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which receipts belong to which order. Orders and receipts are of the hours of one day. */
class DeliveriesTest {

    private static Instant hour(int hour) {
        return Instant.parse("2026-11-23T00:00:00Z").plusSeconds(3_600L * hour);
    }

    private static Order order(int hour, double quantity) {
        return new Order("o" + hour, hour(hour), quantity, Optional.empty());
    }

    private static Receipt receipt(int hour, double quantity) {
        return new Receipt(hour(hour), quantity);
    }

    private static List<Served> served(List<Order> orders, Receipt... receipts) {
        Deliveries deliveries = new Deliveries(orders);
        List.of(receipts).forEach(deliveries::take);
        return deliveries.served();
    }

    private static List<Double> received(List<Order> orders, Receipt... receipts) {
        return served(orders, receipts).stream().map(Served::received).toList();
    }

    @Test
    void the_oldest_order_is_served_first_and_what_is_left_serves_the_next() {
        assertEquals(
                List.of(10.0, 5.0, 0.0),
                received(List.of(order(1, 10), order(2, 10), order(3, 10)), receipt(4, 8), receipt(5, 7)));
    }

    @Test
    void what_came_before_an_order_is_not_for_it() {
        assertEquals(List.of(10.0, 0.0), received(List.of(order(1, 10), order(5, 10)), receipt(4, 30)));
    }

    @Test
    void what_came_after_an_order_was_closed_is_for_the_next() {
        Order closed = new Order("closed", hour(1), 10, Optional.of(hour(3)));
        List<Served> served = served(List.of(closed, order(2, 10)), receipt(2, 4), receipt(4, 10));
        assertEquals(List.of(4.0, 10.0), served.stream().map(Served::received).toList());
        assertEquals(List.of(0.0, 0.0), served.stream().map(Served::open).toList());
        assertEquals(1 / 24.0, served.getFirst().days().orElseThrow(), 1e-9);
    }

    @Test
    void parts_that_come_to_the_whole_within_rounding_are_all_of_it() {
        Served served =
                served(List.of(order(1, 0.3)), receipt(2, 0.1), receipt(3, 0.2)).getFirst();
        assertEquals(0, served.open());
        assertEquals(2 / 24.0, served.days().orElseThrow(), 1e-9);
    }
}
