package io.tidegate.gateway.scanning;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A program that scans what it is told, a line each, and prints the number of each scan once it is answered. */
final class KilledCount {

    static final String STOCK = """
            scanners: [{device: one, task: count, repeatWithin: 0 s, backAfter: 1 d}]
            """;

    private KilledCount() {}

    /** Folder; then lines of number and code. */
    public static void main(String[] args) throws Exception {
        try (ScanSite site = new ScanSite(Path.of(args[0]), STOCK);
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in))) {
            boolean first = true;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] words = line.split(" ", 2);
                if (first) {
                    // Each life goes on where the clock of the last one stood.
                    site.pass(Duration.ofSeconds(Long.parseLong(words[0])));
                    first = false;
                }
                ScanAnswer answer = site.scan("one", words[1], Optional.of("s" + words[0]));
                while (!answer.scan().scanId().equals(Optional.of("s" + words[0]))) {
                    // That of a scan which was on disk when the power was cut.
                    answer = site.next();
                }
                System.out.println(words[0]);
            }
        }
    }
}
