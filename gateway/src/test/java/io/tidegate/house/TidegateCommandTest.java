package io.tidegate.house;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.testing.Awaiting;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code tidegate}, installed without sources in a folder of its own, with Javas that are none. */
class TidegateCommandTest {

    private static final long ENDS_WITHIN_SECONDS = 20;

    /** What the script needs of a Linux. There is no Java among it. */
    private static final List<String> TOOLS = List.of(
            "bash",
            "cat",
            "cksum",
            "cut",
            "dirname",
            "env",
            "find",
            "flock",
            "grep",
            "head",
            "mkdir",
            "mktemp",
            "mv",
            "readlink",
            "rm",
            "sed",
            "sleep",
            "tail",
            "timeout",
            "touch");

    /** A program that says who it is in the file {@code begun}, and stays until a signal comes. */
    private static final List<String> STAYS = List.of("echo $$ > begun", "while :; do read -r -t 1 <> <(:); done");

    @TempDir
    Path folder;

    private Path home;
    private Path jvms;
    private Path tools;

    private record Ended(int exitCode, List<String> output) {}

    @BeforeEach
    void install() throws IOException {
        home = Files.createDirectories(folder.resolve("with a space/tidegate 1"));
        Files.copy(House.root().resolve("tidegate"), home.resolve("tidegate"), StandardCopyOption.COPY_ATTRIBUTES);
        jvms = Files.createDirectories(folder.resolve("jvm"));
        tools = Files.createDirectories(folder.resolve("tools"));
        for (String tool : TOOLS) {
            Files.createSymbolicLink(tools.resolve(tool), Path.of("/usr/bin", tool));
        }
    }

    @Test
    void without_a_java_it_names_the_package_to_install() throws Exception {
        Ended ended = run(home, Map.of(), "version");

        assertEquals(4, ended.exitCode);
        assertTrue(ended.output.toString().contains("openjdk-25-jdk-headless"), ended.output.toString());
        assertTrue(ended.output.toString().contains("temurin-25-jdk"), ended.output.toString());
    }

    @Test
    void an_old_java_is_passed_over_wherever_it_stands() throws Exception {
        FakeJava old = FakeJava.thatTells(folder.resolve("old"), "17.0.12");
        Files.createSymbolicLink(tools.resolve("java"), old.folder().resolve("bin/java"));
        FakeJava.thatTells(jvms.resolve("a-21"), "21.0.1");
        FakeJava wanted = FakeJava.thatTells(jvms.resolve("b-25"), "25.0.3");

        Ended ended = run(home, Map.of("JAVA_HOME", old.folder().toString()), "version");

        assertEquals("java of " + wanted.folder(), ended.output.getFirst());
    }

    @Test
    void the_java_of_JAVA_HOME_comes_first_and_the_one_on_the_path_second() throws Exception {
        FakeJava first = FakeJava.thatTells(folder.resolve("my java"), "26");
        FakeJava second = FakeJava.thatTells(folder.resolve("path java"), "25");
        FakeJava.thatTells(jvms.resolve("third"), "25.0.3");
        Files.createSymbolicLink(tools.resolve("java"), second.folder().resolve("bin/java"));

        Ended named = run(home, Map.of("JAVA_HOME", first.folder().toString()), "version");
        Ended unnamed = run(home, Map.of(), "version");

        assertEquals("java of " + first.folder(), named.output.getFirst());
        assertEquals("java of " + second.folder(), unnamed.output.getFirst());
    }

    @Test
    void it_works_through_a_link_from_any_folder_with_spaces_in_every_name() throws Exception {
        FakeJava.thatTells(jvms.resolve("jdk 25"), "25.0.3");
        Path link = Files.createSymbolicLink(folder.resolve("a link"), home.resolve("tidegate"));
        Path elsewhere = Files.createDirectories(folder.resolve("else where"));

        Ended ended = finish(start(link, elsewhere, Map.of(), "check", "my site.yaml"));

        assertEquals(0, ended.exitCode);
        assertTrue(ended.output.contains(home + "/gateway/target/app"), ended.output.toString());
        assertEquals(
                List.of("check", "my site.yaml"), ended.output.subList(ended.output.size() - 2, ended.output.size()));
    }

    @Test
    void options_for_the_jvm_come_after_ours_and_so_win() throws Exception {
        FakeJava.thatTells(jvms.resolve("jdk"), "25.0.3");

        Ended ended = run(home, Map.of("TIDEGATE_JAVA_OPTS", "-Xmx200m -Done=1"), "version");

        assertTrue(ended.output.indexOf("-Xmx200m") > ended.output.indexOf("-Xmx96m"), ended.output.toString());
        assertTrue(ended.output.contains("-Done=1"), ended.output.toString());
    }

    @Test
    void a_start_cache_is_used_by_the_java_that_made_it_only() throws Exception {
        FakeJava.thatTells(jvms.resolve("jdk"), "25.0.3");
        Path app = Files.createDirectories(home.resolve("gateway/target/app"));
        Path cache = Files.createFile(app.resolve("start-" + cksum(jvms.resolve("jdk/release")) + ".aot"));

        assertTrue(run(home, Map.of(), "version").output.contains("-XX:AOTCache=" + cache));
        assertFalse(run(home, Map.of("TIDEGATE_AOT", "off"), "version").output.contains("-XX:AOTCache=" + cache));
        Files.writeString(jvms.resolve("jdk/release"), "JAVA_VERSION=\"25.0.4\"\n");
        assertFalse(run(home, Map.of(), "version").output.toString().contains("AOTCache"));
    }

    @Test
    void the_exit_code_is_the_programs() throws Exception {
        FakeJava.of(jvms.resolve("jdk"), "25", "exit 3");

        assertEquals(3, run(home, Map.of(), "run", "site.yaml").exitCode);
    }

    @Test
    void a_signal_reaches_the_program_which_has_the_pid_of_the_command() throws Exception {
        FakeJava.of(
                jvms.resolve("jdk"),
                "25",
                "trap 'echo closed in order; exit 143' TERM",
                "echo $$",
                "while :; do read -r -t 1 <> <(:); done");
        Process process = start(home.resolve("tidegate"), home, Map.of(), "run", "site.yaml");
        try (BufferedReader output = process.inputReader(UTF_8)) {
            assertEquals(String.valueOf(process.pid()), output.readLine());

            process.toHandle().destroy();

            assertEquals("closed in order", output.readLine());
            assertTrue(process.waitFor(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS));
            assertEquals(143, process.exitValue());
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void where_something_is_to_be_built_a_java_without_a_compiler_is_passed_over() throws Exception {
        FakeJava.withoutCompiler(jvms.resolve("a-jre"), "25.0.3");
        FakeJava wanted = FakeJava.thatTells(jvms.resolve("b-jdk"), "25.0.3");
        assertEquals(
                "java of " + jvms.resolve("a-jre"),
                run(home, Map.of(), "version").output.getFirst());

        haveSources("exit 0");

        assertTrue(run(home, Map.of("TIDEGATE_AOT", "off"), "version").output.contains("java of " + wanted.folder()));
    }

    @Test
    void a_signal_while_it_builds_ends_the_build_with_all_that_it_started() throws Exception {
        FakeJava.thatTells(jvms.resolve("jdk"), "25");
        haveSources("bash -c '" + String.join("\n", STAYS) + "'", "exit 0");
        Process process = start(home.resolve("tidegate"), home, Map.of(), "version");
        try {
            ProcessHandle building = begun(home.resolve("begun"));

            process.toHandle().destroy();

            assertTrue(process.waitFor(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS));
            assertEquals(143, process.exitValue());
            Awaiting.until("the build has ended", () -> !building.isAlive());
        } finally {
            process.destroyForcibly();
        }
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
            assertEquals(0, run(home, Map.of("TMPDIR", temporary.toString()), "version").exitCode);
        }
        assertEquals(List.of("trained"), Files.readAllLines(temporary.resolve("trainings")));
    }

    /** In the folder for temporary files. */
    private void trainingDoes(List<String> lines) throws IOException {
        List<String> script = new ArrayList<>(List.of("case \"$*\" in", "*AOTCacheOutput*)", "cd \"$TMPDIR\""));
        script.addAll(lines);
        script.addAll(List.of(";;", "esac"));
        FakeJava.of(jvms.resolve("jdk"), "25", script.toArray(String[]::new));
    }

    /** Something to build, and a Maven that does what the test says. */
    private void haveSources(String... maven) throws IOException {
        Files.createDirectories(home.resolve("gateway/src/main"));
        Files.createFile(home.resolve("pom.xml"));
        Path mvnw = home.resolve("mvnw");
        Files.writeString(mvnw, "#!/bin/bash\n" + String.join("\n", maven) + "\n");
        assertTrue(mvnw.toFile().setExecutable(true));
    }

    private static ProcessHandle begun(Path file) throws Exception {
        Awaiting.until("it has begun", () -> Files.exists(file) && Files.size(file) > 0);
        return ProcessHandle.of(Long.parseLong(Files.readString(file).strip())).orElseThrow();
    }

    private Ended run(Path from, Map<String, String> environment, String... arguments) throws Exception {
        return finish(start(home.resolve("tidegate"), from, environment, arguments));
    }

    private Process start(Path script, Path from, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(from.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", tools.toString(), "TIDEGATE_JVM_DIR", jvms.toString()));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static Ended finish(Process process) throws IOException, InterruptedException {
        try (BufferedReader reader = process.inputReader(UTF_8)) {
            List<String> output = reader.lines().toList();
            assertTrue(process.waitFor(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS), "it does not end");
            return new Ended(process.exitValue(), output);
        } finally {
            process.destroyForcibly();
        }
    }

    /** As the program cksum counts it. */
    private static String cksum(Path file) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("cksum", file.toString()).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        return said.split(" ")[0];
    }
}
