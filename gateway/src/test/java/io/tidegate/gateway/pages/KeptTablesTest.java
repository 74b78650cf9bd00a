package io.tidegate.gateway.pages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables wait for their import, and neither long nor many. */
class KeptTablesTest {

    @TempDir
    Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-23T12:00:00Z"));

    private int files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return (int) files.count();
        }
    }

    @Test
    void one_is_there_for_half_an_hour_as_it_was() throws Exception {
        KeptTables tables = new KeptTables(folder, now::get);
        byte[] table = "id,name\r\na,Käse".getBytes(UTF_8);
        String name = tables.keep(table);
        now.set(now.get().plus(Duration.ofMinutes(29)));
        assertArrayEquals(table, tables.table(name).orElseThrow());
        now.set(now.get().plus(Duration.ofMinutes(2)));
        assertEquals(Optional.empty(), tables.table(name));
        assertEquals(Optional.empty(), tables.table("../journal"));
    }

    @Test
    void only_the_last_few_are_kept_and_none_of_another_run() throws Exception {
        Files.writeString(folder.resolve("old.csv"), "id");
        KeptTables tables = new KeptTables(folder, now::get);
        List<String> names = new ArrayList<>();
        for (int table = 0; table < 6; table++) {
            names.add(tables.keep(new byte[] {(byte) table}));
        }
        assertEquals(4, files());
        assertEquals(Optional.empty(), tables.table(names.get(1)));
        assertTrue(tables.table(names.get(2)).isPresent());
        tables.forget(names.get(2));
        assertEquals(3, files());
    }
}
