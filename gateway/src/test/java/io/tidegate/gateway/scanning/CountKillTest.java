package io.tidegate.gateway.scanning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.testing.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A JVM of its own in which goods are counted, and which is killed with SIGKILL in between, again and again. */
class CountKillTest {

    private static final int KILLS = 12;
    private static final int SCANS = 240;

    @TempDir
    Path folder;

    /** What a person who counts would write on paper. */
    private static final class Paper {
        private final Map<String, Integer> tallies = new TreeMap<>();
        private final Map<String, Integer> booked = new TreeMap<>();
        private final Deque<Runnable> done = new ArrayDeque<>();
        private boolean counting;
        private int times = 1;

        void scan(String code) {
            switch (code) {
                case "TIDEGATE TIMES 12" -> times = 12;
                case "TIDEGATE UNDO" -> {
                    if (times > 1) {
                        times = 1;
                    } else if (!done.isEmpty()) {
                        done.pop().run();
                    }
                }
                case "TIDEGATE BOOK" -> {
                    if (counting) {
                        tallies.values().removeIf(count -> count == 0);
                        booked.putAll(tallies);
                        tallies.clear();
                        done.clear();
                        counting = false;
                    }
                }
                case "TIDEGATE CANCEL" -> {
                    if (counting) {
                        Map<String, Integer> forgotten = Map.copyOf(tallies);
                        done.push(() -> begin(forgotten));
                        tallies.clear();
                        counting = false;
                    }
                }
                default -> {
                    int counted = times;
                    begin(Map.of(code, counted));
                    done.push(() -> tallies.merge(code, -counted, Integer::sum));
                    times = 1;
                }
            }
        }

        private void begin(Map<String, Integer> counted) {
            counted.forEach((code, count) -> tallies.merge(code, count, Integer::sum));
            counting = true;
        }
    }

    private static List<String> codes() {
        Random random = new Random(7);
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < SCANS; i++) {
            codes.add(
                    switch (random.nextInt(20)) {
                        case 0, 1, 2 -> "TIDEGATE TIMES 12";
                        case 3, 4 -> "TIDEGATE UNDO";
                        case 5 -> "TIDEGATE BOOK";
                        case 6 -> "TIDEGATE CANCEL";
                        default -> "shelf-" + random.nextInt(6);
                    });
        }
        codes.add("TIDEGATE BOOK");
        return codes;
    }

    @Test
    void a_count_that_is_killed_again_and_again_loses_and_doubles_nothing() throws Exception {
        List<String> codes = codes();
        Random random = new Random(42);
        int next = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            next = countUntilKilled(codes, next, next + 1 + random.nextInt(2 * SCANS / KILLS));
        }
        next = countUntilKilled(codes, next, codes.size());
        assertEquals(codes.size(), next);
        Paper paper = new Paper();
        codes.forEach(paper::scan);
        List<String> expected = paper.booked.entrySet().stream()
                .map(each -> each.getKey() + "@sales-floor " + each.getValue() + " each")
                .toList();
        try (ScanSite site = new ScanSite(folder, KilledCount.STOCK)) {
            assertEquals(expected, site.levels());
            assertEquals(List.of(), site.scanning().counts());
        }
    }

    /** Sends all that is left, and kills it when the scan before {@code enough} is answered; the next that is not. */
    private int countUntilKilled(List<String> codes, int from, int enough) throws IOException {
        Process child = ChildJvm.start(KilledCount.class, folder);
        int answered = from;
        try (BufferedReader out = child.inputReader();
                Writer in = child.outputWriter()) {
            for (int number = from; number < codes.size(); number++) {
                in.write(number + " " + codes.get(number) + "\n");
            }
            in.flush();
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.matches("[0-9]+")) {
                    answered = Integer.parseInt(line) + 1;
                    if (answered >= Math.min(enough, codes.size())) {
                        child.toHandle().destroyForcibly();
                    }
                }
            }
            assertTrue(answered >= Math.min(enough, codes.size()), "the child ended by itself at " + answered);
        } catch (IOException gone) {
            // It was killed before it had read all.
        } finally {
            child.destroyForcibly();
        }
        return answered;
    }
}
