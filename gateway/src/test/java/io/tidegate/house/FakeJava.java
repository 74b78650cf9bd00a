package io.tidegate.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A folder that looks like a JDK, or like a JRE; its {@code java} does what the test says. */
record FakeJava(Path folder) {

    static FakeJava of(Path folder, String version, String... script) throws IOException {
        Files.createDirectories(folder.resolve("bin"));
        Files.writeString(folder.resolve("release"), "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
        program(folder.resolve("bin/java"), script);
        program(folder.resolve("bin/javac"));
        return new FakeJava(folder);
    }

    /** One more line of what every JDK says about itself. */
    void says(String line) throws IOException {
        Files.writeString(folder.resolve("release"), line + "\n", StandardOpenOption.APPEND);
    }

    private static void program(Path file, String... script) throws IOException {
        Files.writeString(file, "#!/bin/bash\n" + String.join("\n", script) + "\n");
        if (!file.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + file + " executable");
        }
    }

    static FakeJava withoutCompiler(Path folder, String version) throws IOException {
        FakeJava java = thatTells(folder, version);
        Files.delete(folder.resolve("bin/javac"));
        return java;
    }

    /** One that says by whom it is called and with what, an argument a line. */
    static FakeJava thatTells(Path folder, String version) throws IOException {
        return of(folder, version, "echo \"java of $JAVA_HOME\"", "printf '%s\\n' \"$@\"");
    }
}
