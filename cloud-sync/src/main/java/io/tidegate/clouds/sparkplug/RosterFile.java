package io.tidegate.clouds.sparkplug;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tidegate.observation.DeviceId;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * Keeps a roster over restarts: an array of metrics, each with its device, and with the last value that was certain to have been
 * read. It is a memory that may be lost: then births grow complete again as devices tell something. Used by one thread.
 */
final class RosterFile {

    /** Who was silent for so long is no longer introduced. */
    static final Duration REMEMBERED = Duration.ofDays(30);

    /** What is kept is that old at most: once an hour spares the SD card. */
    private static final Duration WRITTEN_EVERY = Duration.ofHours(1);

    private static final JsonFactory JSON = new JsonFactory();

    private final Path file;
    private boolean isTold;
    private Instant writtenAt = Instant.EPOCH;

    RosterFile(Path file) {
        this.file = file;
    }

    /** One line of it. */
    private record Row(
            String device,
            long lost,
            String name,
            String type,
            long at,
            @Nullable Content value) {

        private static final long NEVER = Long.MIN_VALUE;
    }

    Roster read(Instant now) {
        Roster roster = new Roster();
        writtenAt = now;
        try {
            for (Row row : rows()) {
                Instant at = Instant.ofEpochMilli(row.at);
                if (at.isAfter(now.minus(REMEMBERED)) && DeviceId.isValid(row.device)) {
                    add(roster, row, at);
                }
            }
        } catch (NoSuchFileException first) {
            return roster;
        } catch (IOException | IllegalArgumentException unreadable) {
            Logger.warn("{} cannot be read, and begins anew: {}", file, unreadable.getMessage());
            return new Roster();
        }
        return roster;
    }

    private static void add(Roster roster, Row row, Instant at) {
        DeviceId id = new DeviceId(row.device);
        Device device = roster.find(id).orElseGet(() -> {
            Device fresh = new Device(
                    id, row.lost == Row.NEVER ? Optional.empty() : Optional.of(Instant.ofEpochMilli(row.lost)));
            roster.add(fresh);
            return fresh;
        });
        roster.add(device, row.name, Datatype.valueOf(row.type), new Metric.Told(row.value, at, false));
    }

    private List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        try (JsonParser json = JSON.createParser(Files.readAllBytes(file))) {
            json.nextToken();
            while (json.nextToken() == JsonToken.START_OBJECT) {
                rows.add(row(json));
            }
        }
        return rows;
    }

    private static Row row(JsonParser json) throws IOException {
        String device = "";
        String name = "";
        String type = "";
        long lost = Row.NEVER;
        long at = Row.NEVER;
        Content value = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String member = json.currentName();
            JsonToken token = json.nextToken();
            switch (member) {
                case "device" -> device = json.getText();
                case "lost" -> lost = json.getLongValue();
                case "metric" -> name = json.getText();
                case "type" -> type = json.getText();
                case "at" -> at = json.getLongValue();
                case "value" -> value = content(json, token);
                default -> json.skipChildren();
            }
        }
        return new Row(device, lost, name, type, at, value);
    }

    private static Content content(JsonParser json, JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_TRUE, VALUE_FALSE -> new Content.Flag(json.getBooleanValue());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Content.Real(json.getDoubleValue());
            default -> new Content.Text(json.getText());
        };
    }

    /** @param atOnce and not only when it is time */
    void write(Roster roster, Instant now, boolean atOnce) {
        if (atOnce || Duration.between(writtenAt, now).abs().compareTo(WRITTEN_EVERY) > 0) {
            write(roster);
            writtenAt = now;
        }
    }

    /** Replaces it as a whole. What cannot be written is told once, and stops nothing. */
    private void write(Roster roster) {
        Path folder = requireNonNull(file.toAbsolutePath().getParent());
        Path fresh = folder.resolve(file.getFileName() + ".new");
        try {
            Files.createDirectories(folder);
            try (OutputStream out = Files.newOutputStream(fresh);
                    JsonGenerator json = JSON.createGenerator(out)) {
                json.writeStartArray();
                for (Device device : roster.devices()) {
                    for (Metric metric : device.metrics()) {
                        write(json, device, metric);
                    }
                }
                json.writeEndArray();
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            isTold = false;
        } catch (IOException full) {
            if (!isTold) {
                Logger.warn(
                        "{} cannot be written; after a restart some metrics may be missing at first: {}", file, full);
            }
            isTold = true;
        }
    }

    private static void write(JsonGenerator json, Device device, Metric metric) throws IOException {
        json.writeStartObject();
        json.writeStringField("device", device.id().value());
        if (device.lostAt().isPresent()) {
            json.writeNumberField("lost", device.lostAt().get().toEpochMilli());
        }
        json.writeStringField("metric", metric.name());
        json.writeStringField("type", metric.type().name());
        json.writeNumberField("at", metric.settled().at().toEpochMilli());
        switch (metric.settled().value()) {
            case null -> {}
            case Content.Real real -> json.writeNumberField("value", real.value());
            case Content.Flag flag -> json.writeBooleanField("value", flag.value());
            case Content.Text text -> json.writeStringField("value", text.value());
        }
        json.writeEndObject();
        json.writeRaw('\n');
    }
}
