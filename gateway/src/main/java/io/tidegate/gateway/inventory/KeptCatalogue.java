package io.tidegate.gateway.inventory;

import io.tidegate.gateway.inventory.SheetReader.Sheet;
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
            SheetItem.Read read = SheetItem.read(said, Optional.empty());
            List<String> told = new ArrayList<>(read.problems());
            read.row().ifPresent(row -> {
                items.add(row.item());
                told.addAll(Soundness.slips(row.item(), Optional.empty(), row.meant()));
            });
            told.forEach(each -> problems.add(new Catalogue.Problem(said.line(), each)));
        }
        return new Table(items, List.copyOf(problems));
    }
}
