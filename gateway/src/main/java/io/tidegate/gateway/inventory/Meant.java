package io.tidegate.gateway.inventory;

import io.tidegate.codes.Code;
import io.tidegate.codes.Codes;
import io.tidegate.codes.Decoded;
import io.tidegate.codes.Gtin;
import io.tidegate.gateway.journal.Sql;
import io.tidegate.observation.Symbology;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What somebody means who names an item: by its id, by a code in any form, or by a whole label.
 *
 * @param code under which it is booked until somebody names it
 * @param label what else the text says, such as a lot; empty where it is an id or a code of the catalogue as it stands
 * @param naming empty where the catalogue does not know it
 * @param doubt why it should not be booked without a look, in words for staff
 */
record Meant(String code, Optional<Code> label, Optional<Naming> naming, Optional<Doubt> doubt) {

    static Meant of(Sql sql, Codes codes, String text, LocalDate today) throws SQLException {
        return of(sql, codes, text, Symbology.UNKNOWN, today);
    }

    static Meant of(Sql sql, Codes codes, String text, Symbology symbology, LocalDate today) throws SQLException {
        Optional<Naming> asItStands = CatalogueTables.naming(sql, text);
        if (asItStands.isPresent()) {
            return asItStands(text, asItStands.get());
        }
        Decoded decoded = codes.decode(text, symbology, today);
        Code label = decoded.code();
        String code = label.gtin().or(label::content).map(Gtin::shortest).orElse(text);
        return new Meant(code, Optional.of(label), CatalogueTables.naming(sql, code), Doubt.of(decoded));
    }

    static Meant asItStands(String text, Naming naming) {
        return new Meant(text, Optional.empty(), Optional.of(naming), Optional.empty());
    }

    Meant named(Naming known) {
        return new Meant(code, label, Optional.of(known), doubt);
    }

    /** For whoever has scanned it. */
    Scanned scanned() {
        return new Scanned(code, label, naming.map(Naming::item), naming.map(Naming::unit), doubt);
    }

    /** The item's id, else the code. */
    String item() {
        return naming.map(known -> known.item().id()).orElse(code);
    }
}
