package io.tidegate.gateway.journal;

import java.sql.Connection;
import java.sql.SQLException;

/** Looks into the tables of the journal's file, each time on a connection of its own. Safe from any thread. */
public record View(Journal journal) {

    /** Asks whatever it needs for one answer. */
    @FunctionalInterface
    public interface Question<T> {
        T answer(Sql sql) throws SQLException;
    }

    public <T> T ask(Question<T> question) throws SQLException {
        try (Connection reader = journal.openReader();
                Sql sql = new Sql(reader)) {
            return question.answer(sql);
        }
    }
}
