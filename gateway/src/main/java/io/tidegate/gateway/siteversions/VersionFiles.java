package io.tidegate.gateway.siteversions;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.digest.Digests;
import io.tidegate.gateway.siteversions.SiteVersion.Outcome;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The versions on disk, in a folder of the data: each text as {@code <number>.yaml}, and what is known of all of them in
 * {@code versions.properties}, which is replaced as a whole. That one replacement decides which version is in force. Files,
 * and not the journal: which site file is right must be known before the journal is opened. Written by one thread at a time.
 */
record VersionFiles(Path folder) {

    private static final String FOLDER = "site-versions";
    private static final String TEXT = ".yaml";
    private static final String KNOWN = "versions.properties";

    static VersionFiles at(Path data) {
        return new VersionFiles(data.resolve(FOLDER));
    }

    /** @throws IOException when it cannot be read, or makes no sense */
    VersionHistory load() throws IOException {
        Properties known = new Properties();
        try {
            known.load(new StringReader(Files.readString(folder.resolve(KNOWN), UTF_8)));
            List<SiteVersion> versions = new ArrayList<>();
            for (String number : value("versions", known).split(" ", -1)) {
                versions.add(version(Integer.parseInt(number), known));
            }
            versions.sort(Comparator.comparingInt(SiteVersion::number).reversed());
            return new VersionHistory(
                    Integer.parseInt(value("inForce", known)),
                    value("seen", known),
                    Boolean.parseBoolean(value("owed", known)),
                    versions);
        } catch (NoSuchFileException none) {
            return VersionHistory.NONE;
        } catch (IllegalArgumentException | DateTimeException damaged) {
            throw new IOException(folder.resolve(KNOWN) + " is damaged", damaged);
        }
    }

    private static SiteVersion version(int number, Properties known) {
        Outcome outcome = switch (value(number, "outcome", known)) {
            case "trying" -> new Outcome.Trying();
            case "committed" -> new Outcome.Committed();
            case "reverted" -> new Outcome.Reverted(value(number, "reason", known));
            default -> throw new IllegalArgumentException("version " + number + " has an outcome that nobody knows");
        };
        return new SiteVersion(
                number,
                Instant.parse(value(number, "at", known)),
                new Who(Who.Door.valueOf(value(number, "door", known)), value(number, "who", known)),
                Integer.parseInt(value(number, "from", known)),
                outcome);
    }

    private static String value(int number, String name, Properties known) {
        return value(number + "." + name, known);
    }

    private static String value(String key, Properties known) {
        String value = known.getProperty(key);
        if (value == null) {
            throw new IllegalArgumentException("there is no " + key);
        }
        return value;
    }

    /** On disk when it returns. */
    void save(VersionHistory history) throws IOException {
        Properties known = new Properties();
        known.setProperty("inForce", Integer.toString(history.inForce()));
        known.setProperty("seen", history.seen());
        known.setProperty("owed", Boolean.toString(history.owed()));
        known.setProperty(
                "versions",
                history.versions().stream()
                        .map(each -> Integer.toString(each.number()))
                        .collect(Collectors.joining(" ")));
        history.versions().forEach(each -> write(each, known));
        StringWriter text = new StringWriter();
        known.store(text, "Versions of the site file. Written by the gateway; the texts stand beside it.");
        Files.createDirectories(folder);
        new DurableFile(folder.resolve(KNOWN)).write(text.toString());
    }

    private static void write(SiteVersion version, Properties known) {
        String start = version.number() + ".";
        known.setProperty(start + "at", version.at().toString());
        known.setProperty(start + "door", version.who().door().name());
        known.setProperty(start + "who", version.who().name());
        known.setProperty(start + "from", Integer.toString(version.from()));
        switch (version.outcome()) {
            case Outcome.Trying _ -> known.setProperty(start + "outcome", "trying");
            case Outcome.Committed _ -> known.setProperty(start + "outcome", "committed");
            case Outcome.Reverted(String reason) -> {
                known.setProperty(start + "outcome", "reverted");
                known.setProperty(start + "reason", reason);
            }
        }
    }

    /** Lets go of texts that no version has any more. */
    void forgetOthers(VersionHistory history) throws IOException {
        Set<String> wanted =
                history.versions().stream().map(each -> each.number() + TEXT).collect(Collectors.toSet());
        try (DirectoryStream<Path> texts = Files.newDirectoryStream(folder, "*" + TEXT)) {
            for (Path each : texts) {
                if (!wanted.contains(String.valueOf(each.getFileName()))) {
                    Files.deleteIfExists(each);
                }
            }
        }
    }

    /** On disk when it returns; of no meaning before {@link #save} says that there is such a version. */
    void write(int number, String text) throws IOException {
        Files.createDirectories(folder);
        new DurableFile(place(number)).write(text);
    }

    String text(int number) throws IOException {
        return Files.readString(place(number), UTF_8);
    }

    Path place(int number) {
        return folder.resolve(number + TEXT);
    }

    /** By which it is known whether a text is another one. */
    static String digest(String text) {
        return HexFormat.of().formatHex(Digests.sha256(text.getBytes(UTF_8)));
    }
}
