package io.tidegate.house;

import static java.nio.charset.StandardCharsets.UTF_8;
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
import org.junit.jupiter.api.io.TempDir;

/** The script {@code tidegate}, installed without sources in a folder of its own, with Javas that are none. */
abstract class InstalledCommand {

    static final long ENDS_WITHIN_SECONDS = 20;

    /** What the script needs of a Linux. There is no Java among it. */
    static final List<String> TOOLS = List.of(
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
    static final List<String> STAYS = List.of("echo $$ > begun", "while :; do read -r -t 1 <> <(:); done");

    @TempDir
    Path folder;

    Path home;
    Path jvms;
    Path tools;

    record Ended(int exitCode, List<String> output) {}

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

    /** In the folder for temporary files. */
    void trainingDoes(List<String> lines) throws IOException {
        List<String> script = new ArrayList<>(List.of("case \"$*\" in", "*AOTCacheOutput*)", "cd \"$TMPDIR\""));
        script.addAll(lines);
        script.addAll(List.of(";;", "esac"));
        FakeJava.of(jvms.resolve("jdk"), "25", script.toArray(String[]::new));
    }

    /** Something to build, and a Maven that does what the test says. */
    void haveSources(String... maven) throws IOException {
        Files.createDirectories(home.resolve("gateway/src/main"));
        Files.createFile(home.resolve("pom.xml"));
        Path mvnw = home.resolve("mvnw");
        Files.writeString(mvnw, "#!/bin/bash\n" + String.join("\n", maven) + "\n");
        assertTrue(mvnw.toFile().setExecutable(true));
    }

    static ProcessHandle begun(Path file) throws Exception {
        Awaiting.until("it has begun", () -> Files.exists(file) && Files.size(file) > 0);
        return ProcessHandle.of(Long.parseLong(Files.readString(file).strip())).orElseThrow();
    }

    Ended run(Path from, Map<String, String> environment, String... arguments) throws Exception {
        return finish(start(home.resolve("tidegate"), from, environment, arguments));
    }

    Process start(Path script, Path from, Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(from.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", tools.toString(), "TIDEGATE_JVM_DIR", jvms.toString()));
        builder.environment().putAll(environment);
        return builder.start();
    }

    static Ended finish(Process process) throws IOException, InterruptedException {
        try (BufferedReader reader = process.inputReader(UTF_8)) {
            List<String> output = reader.lines().toList();
            assertTrue(process.waitFor(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS), "it does not end");
            return new Ended(process.exitValue(), output);
        } finally {
            process.destroyForcibly();
        }
    }

    /** As the program cksum counts it. */
    static String cksum(Path file) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("cksum", file.toString()).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        return said.split(" ")[0];
    }
}
