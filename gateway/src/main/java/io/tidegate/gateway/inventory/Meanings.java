package io.tidegate.gateway.inventory;

import io.tidegate.gateway.journal.Sql;
import io.tidegate.observation.Amount;
import io.tidegate.observation.Goods;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What codes mean while some entries are booked, each looked up once. Used by one thread. */
final class Meanings {

    private final Sql sql;
    private final Map<String, Optional<Naming>> known = new HashMap<>();

    Meanings(Sql sql) {
        this.sql = sql;
    }

    /** The catalogue has changed. */
    void forget() {
        known.clear();
    }

    /** As the line says it; else as the catalogue knows it now; else under its code, until it can be booked. */
    Booked booked(Goods goods) throws SQLException {
        if (goods.booked().isPresent()) {
            Amount amount = goods.booked().get();
            return new Booked(goods.item(), amount.millionths(), amount.unit(), true);
        }
        Amount amount = goods.amount();
        return naming(goods.item())
                .flatMap(naming -> naming.bookAnyway(goods))
                .orElseGet(() -> new Booked(goods.item(), amount.millionths(), amount.unit(), false));
    }

    private Optional<Naming> naming(String code) throws SQLException {
        Optional<Naming> naming = known.get(code);
        if (naming == null) {
            naming = CatalogueTables.naming(sql, code);
            known.put(code, naming);
        }
        return naming;
    }
}
