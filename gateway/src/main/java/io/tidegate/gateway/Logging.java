package io.tidegate.gateway;

import java.nio.file.Path;
import org.tinylog.configuration.Configuration;

/**
 * Sets tinylog up, before the first line is logged: lines to standard output for whoever looks (journald adds its own
 * time stamps, so they have none there), and the same to a few small files in the data folder, since an installer who
 * comes after months wants to know what happened.
 */
final class Logging {

    /** One file's size and their number: 5 MiB of state changes are months. */
    private static final String FILE_SIZE = "1 MB";

    private static final String FILES = "5";

    private Logging() {}

    /** For commands that speak to a person themselves. */
    static void silence() {
        Configuration.set("level", "off");
    }

    static void start(Path data) {
        boolean journald = System.getenv("JOURNAL_STREAM") != null;
        Configuration.set("level", System.getProperty("tidegate.log", "info"));
        Configuration.set("writer1", "console");
        Configuration.set("writer1.format", (journald ? "" : "{date: HH:mm:ss} ") + "{level} {class-name}: {message}");
        Configuration.set("writer2", "rolling file");
        Configuration.set(
                "writer2.file",
                data.resolve("logs").resolve("tidegate.{count}.log").toString());
        Configuration.set("writer2.format", "{date: yyyy-MM-dd HH:mm:ss} {level} {class-name}: {message}");
        Configuration.set("writer2.policies", "size: " + FILE_SIZE);
        Configuration.set("writer2.backups", FILES);
        // Netty and the SQLite driver log through slf4j; what they say below a warning is for their developers.
        Configuration.set("level@io.netty", "warn");
        Configuration.set("level@org.sqlite", "warn");
        // Pi4J tells of its board at each start and of what it lacks at each try; the watch says once what to check.
        Configuration.set("level@com.pi4j", "off");
        // Milo tells of each failed try; the watch says once what to check.
        Configuration.set("level@org.eclipse.milo", "off");
        Configuration.set("level@org.apache.kafka", "off");
        Configuration.set("level@com.digitalpetri", "off");
        Configuration.set("autoshutdown", "false");
    }
}
