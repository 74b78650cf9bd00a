package io.tidegate.gateway.inventory;

import io.tidegate.observation.Amount;
import io.tidegate.observation.CatalogueItem;
import io.tidegate.observation.Cause;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Goods;
import io.tidegate.observation.Item;
import io.tidegate.observation.Movement;
import io.tidegate.observation.MovementKind;
import io.tidegate.observation.Reversal;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** Lines of a ledger, most of them of one day, in few words. Immutable. */
record Movements(String id, Instant at, MovementKind kind, Goods goods, Movement.Way way) {

    static final DeviceId TILL = new DeviceId("till-7");

    private static Movements of(MovementKind kind, String id, String time, double quantity, String item) {
        Amount amount = new Amount(BigDecimal.valueOf(quantity), Amount.EACH);
        Movement.Way nowhere = new Movement.Way(Optional.empty(), Optional.empty());
        return new Movements(id, at(time), kind, Goods.of(item, amount), nowhere);
    }

    /** @param time of that day; or a whole moment */
    static Instant at(String time) {
        return Instant.parse(time.length() > 5 ? time : "2026-11-23T" + time + ":00Z");
    }

    static Movements receive(String id, String time, double quantity, String item) {
        return of(MovementKind.RECEIVE, id, time, quantity, item);
    }

    static Movements sell(String id, String time, double quantity, String item) {
        return of(MovementKind.SELL, id, time, quantity, item);
    }

    static Movements transfer(String id, String time, double quantity, String item) {
        return of(MovementKind.TRANSFER, id, time, quantity, item);
    }

    static Movements count(String id, String time, double quantity, String item) {
        return of(MovementKind.COUNT, id, time, quantity, item);
    }

    static Movements adjust(String id, String time, double quantity, String item) {
        return of(MovementKind.ADJUST, id, time, quantity, item);
    }

    static Movements broughtBack(String id, String time, double quantity, String item) {
        return of(MovementKind.RETURN, id, time, quantity, item);
    }

    static Movements consume(String id, String time, double quantity, String item) {
        return of(MovementKind.CONSUME, id, time, quantity, item);
    }

    static Reversal reverse(String id, String time, String reversed) {
        return new Reversal(TILL, at(time), id, reversed, Cause.of(Cause.Source.PERSON));
    }

    static CatalogueItem item(String time, Item item) {
        return new CatalogueItem(TILL, at(time), item);
    }

    Movements from(String location) {
        return new Movements(id, at, kind, goods, new Movement.Way(Optional.of(location), way.to()));
    }

    Movements to(String location) {
        return new Movements(id, at, kind, goods, new Movement.Way(way.from(), Optional.of(location)));
    }

    Movements lot(String lot) {
        return new Movements(id, at, kind, goods.ofLot(lot), way);
    }

    Movements expiry(String date) {
        Goods dated = new Goods(
                goods.item(),
                goods.code(),
                goods.amount(),
                goods.gtin(),
                goods.booked(),
                goods.lot(),
                goods.serial(),
                Optional.of(LocalDate.parse(date)));
        return new Movements(id, at, kind, dated, way);
    }

    Movements unit(String unit) {
        Goods other = Goods.of(goods.item(), new Amount(goods.amount().quantity(), unit));
        return new Movements(id, at, kind, other, way);
    }

    /** As a desk hands it on that knows the item. */
    Movements known() {
        return new Movements(id, at, kind, goods.known(goods.item(), Optional.empty(), goods.amount()), way);
    }

    Movement line() {
        return new Movement(TILL, at, id, kind, goods, way, Cause.of(Cause.Source.API));
    }
}
