package io.tidegate.gateway.labels;

import io.tidegate.gateway.labels.Labels.Left;
import io.tidegate.gateway.labels.Labels.Printed;
import io.tidegate.observation.Item;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Prints in a process of its own, which ends with the document: what draws needs some 10 MB of a heap while it does and 2 MB
 * ever after, and a gateway has given its own heap away. Safe from any thread; each call is another process, and waits for it.
 */
public final class Press {

    /** Of one document. */
    public static final int LABELS_MAX = 500;

    /** Of its file: on a roll, with symbols of the longest codes, a label takes 2 KB. */
    private static final int FILE_BYTES_MAX = 1 << 20;

    private static final int SECONDS_MAX = 120;

    /** For one short run: a small heap, and no second compiler. */
    private static final List<String> FLAGS = List.of(
            "-Xmx32m",
            "-Xss512k",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Djava.awt.headless=true",
            "-Dtinylog.level=error");

    private Press() {}

    /** A document; empty where nothing has a label. */
    public record Document(Printed printed, byte[] pdf) {}

    /** @param items {@link #LABELS_MAX} at most */
    public static Document shelf(Locale locale, LocalDate today, ShelfWish wish, List<Item> items) throws IOException {
        if (items.size() > LABELS_MAX) {
            throw new IllegalArgumentException(items.size() + " labels are too many for one document");
        }
        return printed(new Order(locale, today, new Order.Shelf(wish, items)));
    }

    public static Document commands(Locale locale, LocalDate today, List<Printable> commands) throws IOException {
        return printed(new Order(locale, today, new Order.Commands(commands)));
    }

    private static Document printed(Order order) throws IOException {
        Process process = new ProcessBuilder(command())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            // Whatever it waits for: who reads from it then finds an end.
            var _ = process.onExit()
                    .orTimeout(SECONDS_MAX, TimeUnit.SECONDS)
                    .exceptionally(_ -> process.destroyForcibly());
            try (OutputStream out = process.getOutputStream()) {
                order.write(out);
            }
            try (DataInputStream in = new DataInputStream(process.getInputStream())) {
                return document(in);
            }
        } finally {
            process.destroyForcibly();
        }
    }

    private static Document document(DataInputStream in) throws IOException {
        int labels = in.readInt();
        int pages = in.readInt();
        int missing = in.readInt();
        List<Left> left = new ArrayList<>();
        for (int i = 0; i < missing; i++) {
            left.add(new Left(in.readUTF(), in.readUTF()));
        }
        byte[] pdf = in.readNBytes(FILE_BYTES_MAX + 1);
        if (pdf.length > FILE_BYTES_MAX) {
            throw new IOException("the labels are larger than " + FILE_BYTES_MAX + " bytes");
        }
        return new Document(new Printed(labels, pages, left), pdf);
    }

    /** The same Java with the same program, as modules or, in a test, as classes. */
    private static List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(List.of("--class-path", System.getProperty("java.class.path", "")));
        String modules = System.getProperty("jdk.module.path");
        if (modules == null) {
            command.add(PressRun.class.getName());
        } else {
            command.addAll(List.of(
                    "--module-path",
                    modules,
                    "--module",
                    Press.class.getModule().getName() + "/" + PressRun.class.getName()));
        }
        return command;
    }
}
