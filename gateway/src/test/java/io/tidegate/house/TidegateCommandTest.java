package io.tidegate.house;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.testing.Awaiting;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the script {@code tidegate} does: finds a Java, builds, runs. */
class TidegateCommandTest extends InstalledCommand {

    @Test
    void without_a_java_it_names_the_package_to_install() throws Exception {
        Ended ended = run(home, Map.of(), "version");

        assertEquals(4, ended.exitCode());
        assertTrue(
                ended.output().toString().contains("openjdk-25-jdk-headless"),
                ended.output().toString());
        assertTrue(
                ended.output().toString().contains("temurin-25-jdk"),
                ended.output().toString());
    }

    @Test
    void an_old_java_is_passed_over_wherever_it_stands() throws Exception {
        FakeJava old = FakeJava.thatTells(folder.resolve("old"), "17.0.12");
        Files.createSymbolicLink(tools.resolve("java"), old.folder().resolve("bin/java"));
        FakeJava.thatTells(jvms.resolve("a-21"), "21.0.1");
        FakeJava wanted = FakeJava.thatTells(jvms.resolve("b-25"), "25.0.3");

        Ended ended = run(home, Map.of("JAVA_HOME", old.folder().toString()), "version");

        assertEquals("java of " + wanted.folder(), ended.output().getFirst());
    }

    @Test
    void the_java_of_JAVA_HOME_comes_first_and_the_one_on_the_path_second() throws Exception {
        FakeJava first = FakeJava.thatTells(folder.resolve("my java"), "26");
        FakeJava second = FakeJava.thatTells(folder.resolve("path java"), "25");
        FakeJava.thatTells(jvms.resolve("third"), "25.0.3");
        Files.createSymbolicLink(tools.resolve("java"), second.folder().resolve("bin/java"));

        Ended named = run(home, Map.of("JAVA_HOME", first.folder().toString()), "version");
        Ended unnamed = run(home, Map.of(), "version");

        assertEquals("java of " + first.folder(), named.output().getFirst());
        assertEquals("java of " + second.folder(), unnamed.output().getFirst());
    }

    @Test
    void it_works_through_a_link_from_any_folder_with_spaces_in_every_name() throws Exception {
        FakeJava.thatTells(jvms.resolve("jdk 25"), "25.0.3");
        Path link = Files.createSymbolicLink(folder.resolve("a link"), home.resolve("tidegate"));
        Path elsewhere = Files.createDirectories(folder.resolve("else where"));

        Ended ended = finish(start(link, elsewhere, Map.of(), "check", "my site.yaml"));

        assertEquals(0, ended.exitCode());
        assertTrue(
                ended.output().contains(home + "/gateway/target/app"),
                ended.output().toString());
        assertEquals(
                List.of("check", "my site.yaml"),
                ended.output().subList(ended.output().size() - 2, ended.output().size()));
    }

    @Test
    void options_for_the_jvm_come_after_ours_and_so_win() throws Exception {
        FakeJava.thatTells(jvms.resolve("jdk"), "25.0.3");

        Ended ended = run(home, Map.of("TIDEGATE_JAVA_OPTS", "-Xmx200m -Done=1"), "version");

        assertTrue(
                ended.output().indexOf("-Xmx200m") > ended.output().indexOf("-Xmx97m"),
                ended.output().toString());
        assertTrue(ended.output().contains("-Done=1"), ended.output().toString());
    }

    @Test
    void the_exit_code_is_the_programs() throws Exception {
        FakeJava.of(jvms.resolve("jdk"), "25", "exit 3");

        assertEquals(3, run(home, Map.of(), "run", "site.yaml").exitCode());
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
                run(home, Map.of(), "version").output().getFirst());

        haveSources("exit 0");

        assertTrue(run(home, Map.of("TIDEGATE_AOT", "off"), "version").output().contains("java of " + wanted.folder()));
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
}
