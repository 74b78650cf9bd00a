package io.tidegate.clouds.s3;

import io.tidegate.sync.PlaceBehindALine;
import io.tidegate.testing.Line;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A bucket as somebody reads it who is at the server, while the sink is at the other end of a line. Used by one test thread. */
final class BucketBehindALine extends PlaceBehindALine {

    private static final Pattern ID = Pattern.compile("^\\{\"id\":\"([^\"]+)\".*}$");

    private final S3Server server;
    private final String bucket;

    BucketBehindALine(Line line, S3Server server, String bucket) {
        super(line);
        this.server = server;
        this.bucket = bucket;
    }

    @Override
    public List<String> arrived() {
        return server.keys(bucket).stream()
                .flatMap(key -> server.lines(bucket, key).stream())
                .map(BucketBehindALine::id)
                .toList();
    }

    private static String id(String line) {
        Matcher id = ID.matcher(line);
        if (!id.matches()) {
            throw new AssertionError("no entry: " + line);
        }
        return id.group(1);
    }
}
