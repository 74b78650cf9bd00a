package io.tidegate.clouds.file;

import io.tidegate.observation.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How the files of a gateway are called: {@code corner-shop-gw-1-000000004711-2026-11-29T10.ndjson.gz}, by the first position in it and
 * the hour in UTC in which it was begun, so that they sort as they were written, also on disks that take no colon. Immutable.
 */
final class FileNames {

    /** Of what is being written. */
    static final String PART = ".part";

    private static final String END = ".ndjson.gz";
    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final String begin;
    private final Pattern own;

    FileNames(Origin origin) {
        this.begin = origin.site() + "-" + origin.gateway() + "-";
        this.own = Pattern.compile(Pattern.quote(begin) + "\\d{12,19}-(?<hour>\\d{4}-\\d\\d-\\d\\dT\\d\\d)(-\\d+)?"
                + Pattern.quote(END) + "(?<part>" + Pattern.quote(PART) + ")?");
    }

    /** One that is not there yet, also where a clock was set back, for what is going to be written. */
    Path fresh(Path folder, long first, Instant now) {
        String name = String.format(Locale.ROOT, "%s%012d-%s", begin, first, HOUR.format(now));
        Path file = folder.resolve(name + END + PART);
        for (int number = 2; Files.exists(file) || Files.exists(finished(file)); number++) {
            file = folder.resolve(name + "-" + number + END + PART);
        }
        return file;
    }

    static Path finished(Path part) {
        String name = part.getFileName().toString();
        return part.resolveSibling(name.substring(0, name.length() - PART.length()));
    }

    boolean isOf(Path file, Instant now) {
        Matcher name = own.matcher(file.getFileName().toString());
        return name.matches() && name.group("hour").equals(HOUR.format(now));
    }

    /** The gateway's own, the oldest first: those that are being written, or those that are whole. */
    List<Path> in(Path folder, boolean parts) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(file -> own.matcher(file.getFileName().toString()))
                    .filter(name -> name.matches() && (name.group("part") != null) == parts)
                    .sorted(Comparator.comparing((Matcher name) -> name.group("hour"))
                            .thenComparing((Matcher name) -> name.group()))
                    .map(name -> folder.resolve(name.group()))
                    .toList();
        }
    }
}
