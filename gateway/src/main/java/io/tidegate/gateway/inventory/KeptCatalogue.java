package io.tidegate.gateway.inventory;

import io.tidegate.gateway.inventory.SheetReader.Sheet;
import io.tidegate.gateway.inventory.SheetRow.Row;
import io.tidegate.gateway.journal.JournalFile;
import io.tidegate.gateway.journal.Sql;
import io.tidegate.observation.Item;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The catalogue where no gateway runs: in its folder, or as a table. Functions only. */
public final class KeptCatalogue {

    private KeptCatalogue() {}

    /** What a table says. */
    public record Table(List<Item> items, List<Catalogue.Problem> problems) {}

    /** In the order of their ids; empty where no gateway ever ran. */
    public static List<Item> in(Path folder) throws SQLException {
        Optional<Connection> open = JournalFile.openReader(folder);
        if (open.isEmpty()) {
            return List.of();
        }
        try (Connection reader = open.get();
                Sql sql = new Sql(reader)) {
            return CatalogueTables.exist(sql) ? CatalogueTables.items(sql) : List.of();
        }
    }

    /** @param csv as the catalogue gives it, or as a shop has it */
    public static Table of(byte[] csv) {
        Sheet sheet = SheetReader.read(csv);
        List<Item> items = new ArrayList<>();
        List<Catalogue.Problem> problems = new ArrayList<>(sheet.problems());
        for (SheetRow said : sheet.rows()) {
            try {
                Row row = said.of(Optional.empty());
                items.add(row.item());
                Soundness.slip(row.item(), Optional.empty(), row.meant())
                        .ifPresent(slip -> problems.add(new Catalogue.Problem(row.line(), slip)));
            } catch (IllegalArgumentException unfit) {
                problems.add(new Catalogue.Problem(said.line(), String.valueOf(unfit.getMessage())));
            }
        }
        return new Table(items, List.copyOf(problems));
    }
}
