package io.tidegate.gateway.labels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.zxing.Result;
import io.tidegate.gateway.labels.Labels.Left;
import io.tidegate.gateway.labels.Labels.Printed;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A sheet of commands: all that stands on it is read, and says what it does. */
class CommandSheetTest {

    private static final double VIEW_MM = 5;

    private final ByteArrayOutputStream pdf = new ByteArrayOutputStream();

    private Printed print(List<Printable> commands) throws IOException {
        return new Labels(Locale.GERMANY, LocalDate.of(2026, 11, 28)).commands(commands, pdf);
    }

    @Test
    void every_command_is_read_on_however_many_pages() throws IOException {
        List<Printable> commands = new ArrayList<>();
        commands.add(new Printable("Rückgängig", "Nimmt den letzten Scan zurück.", "TIDEGATE UNDO"));
        commands.add(
                new Printable("Umlagern", "Bringt Ware ins Kühlhaus.", "TIDEGATE TRANSFER REFRIGERATED-STORAGE-ROOM"));
        for (int i = 2; i <= 60; i++) {
            commands.add(new Printable(i + " ×", "Der nächste Scan zählt so oft.", "TIDEGATE TIMES " + i));
        }
        Printed printed = print(commands);
        assertEquals(new Printed(61, 4, List.of()), printed);
        try (Paperwork seen = new Paperwork(pdf)) {
            assertEquals(4, seen.pages());
            Set<String> read = new TreeSet<>();
            for (int page = 0; page < seen.pages(); page++) {
                read.addAll(read(seen.page(page)));
            }
            assertEquals(new TreeSet<>(commands.stream().map(Printable::data).toList()), read);
            assertTrue(seen.text().contains("Rückgängig") && seen.text().contains("Befehle für Scanner"), seen.text());
        }
    }

    /** A scanner is moved down the page, at the left, at the right, and over all of it. */
    private static Set<String> read(BufferedImage page) {
        Set<String> read = new TreeSet<>();
        for (double top = 0; top + VIEW_MM < 297; top += VIEW_MM) {
            for (Area view : List.of(
                    new Area(0, top, 105, VIEW_MM), new Area(105, top, 105, VIEW_MM), new Area(0, top, 210, VIEW_MM))) {
                Paperwork.bars(Paperwork.part(page, view)).map(Result::getText).ifPresent(read::add);
            }
        }
        return read;
    }

    @Test
    void a_command_that_is_wider_than_a_page_is_named() throws IOException {
        Printed printed = print(List.of(
                new Printable("A", "Zu breit.", "TIDEGATE " + "X".repeat(70)), new Printable("B", "Gut.", "OK")));
        assertEquals(1, printed.labels());
        Left left = printed.left().getFirst();
        assertTrue(left.reason().startsWith("needs 231.0 mm by"), left.toString());
    }
}
