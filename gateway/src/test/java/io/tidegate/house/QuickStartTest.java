package io.tidegate.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.testing.Awaiting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the script {@code tidegate} keeps ready, so that a start is quicker. */
class QuickStartTest extends InstalledCommand {

    /** Writes half of what it is asked for. */
    private static final String WRITES =
            "for each in \"$@\"; do case $each in -XX:AOTCacheOutput=*)" + " echo noted > \"${each#*=}\";; esac; done";

    @Test
    void a_start_cache_is_used_by_the_java_that_made_it_only() throws Exception {
        FakeJava.thatTells(jvms.resolve("jdk"), "25.0.3");
        Path app = Files.createDirectories(home.resolve("gateway/target/app"));
        Path cache = Files.createFile(app.resolve("start-" + cksum(jvms.resolve("jdk/release")) + ".aot"));

        assertTrue(run(home, Map.of(), "version").output().contains("-XX:AOTCache=" + cache));
        assertFalse(run(home, Map.of("TIDEGATE_AOT", "off"), "version").output().contains("-XX:AOTCache=" + cache));
        Files.writeString(jvms.resolve("jdk/release"), "JAVA_VERSION=\"25.0.4\"\n");
        assertFalse(run(home, Map.of(), "version").output().toString().contains("AOTCache"));
    }

    @Test
    void a_signal_while_it_trains_leaves_nothing_behind_and_the_next_start_trains_again_and_does_not_build()
            throws Exception {
        trainingDoes(STAYS);
        haveSources("echo built >> builds");
        Path temporary = Files.createDirectories(folder.resolve("tmp"));
        for (int start = 0; start < 2; start++) {
            Process process = start(home.resolve("tidegate"), home, Map.of("TMPDIR", temporary.toString()), "version");
            try {
                ProcessHandle training = begun(temporary.resolve("begun"));

                process.toHandle().destroy();

                assertTrue(process.waitFor(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS));
                assertEquals(143, process.exitValue());
                Awaiting.until("the training has ended", () -> !training.isAlive());
                Files.delete(temporary.resolve("begun"));
                assertEquals(0, temporary.toFile().list().length);
            } finally {
                process.destroyForcibly();
            }
        }
        assertEquals(List.of("built"), Files.readAllLines(home.resolve("builds")));
    }

    @Test
    void a_training_of_which_nothing_comes_is_not_tried_at_each_start() throws Exception {
        trainingDoes(List.of("echo trained >> trainings"));
        haveSources("exit 0");
        Path temporary = Files.createDirectories(folder.resolve("tmp"));
        for (int start = 0; start < 2; start++) {
            assertEquals(
                    0,
                    run(home, Map.of("TMPDIR", temporary.toString()), "version").exitCode());
        }
        assertEquals(List.of("trained"), Files.readAllLines(temporary.resolve("trainings")));
    }

    @Test
    void a_power_cut_while_it_trains_leaves_no_half_cache_that_is_taken_for_a_whole_one() throws Exception {
        List<String> cut = new ArrayList<>(List.of(WRITES));
        cut.addAll(STAYS);
        trainingDoes(cut);
        haveSources("exit 0");
        Path temporary = Files.createDirectories(folder.resolve("tmp"));
        Map<String, String> environment = Map.of("TMPDIR", temporary.toString());
        Process process = start(home.resolve("tidegate"), home, environment, "version");
        ProcessHandle training = begun(temporary.resolve("begun"));
        process.destroyForcibly().waitFor();
        training.destroyForcibly();
        Awaiting.until("nothing runs", () -> !training.isAlive());

        trainingDoes(List.of(WRITES));
        assertEquals(0, run(home, environment, "version").exitCode());

        FakeJava.thatTells(jvms.resolve("jdk"), "25");
        List<String> output = run(home, Map.of(), "version").output();
        assertTrue(output.stream().anyMatch(each -> each.startsWith("-XX:AOTCache=")), output.toString());
    }

    @Test
    void the_library_of_SQLite_that_was_unpacked_for_this_java_is_taken() throws Exception {
        FakeJava java = FakeJava.thatTells(jvms.resolve("jdk"), "25");
        Path library = Files.createDirectories(home.resolve("gateway/target/native/aarch64"))
                .resolve("libsqlitejdbc.so");
        Files.createFile(library);
        String option = "-Dorg.sqlite.lib.path=" + library.getParent();
        assertFalse(run(home, Map.of(), "version").output().contains(option));

        java.says("OS_ARCH=\"aarch64\"");
        assertTrue(run(home, Map.of(), "version").output().contains(option));

        java.says("LIBC=\"musl\"");
        assertFalse(run(home, Map.of(), "version").output().contains(option));
    }
}
