package io.tidegate.gateway.siteversions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class UnifiedDiffTest {

    @Test
    void what_goes_stands_before_what_comes_as_everybody_reads_it() {
        assertEquals(
                List.of("--- a", "+++ b", "@@ -1,4 +1,4 @@", " 1", "-2", "-3", "+two", "+three", " 4"),
                UnifiedDiff.of("a", "1\n2\n3\n4\n", "b", "1\ntwo\nthree\n4\n"));
        assertEquals(
                List.of("--- a", "+++ b", "@@ -1,5 +1,5 @@", "-1", "+one", " 2", " 3", " 4", "-5", "+five"),
                UnifiedDiff.of("a", "1\n2\n3\n4\n5\n", "b", "one\n2\n3\n4\nfive\n"));
    }
}
