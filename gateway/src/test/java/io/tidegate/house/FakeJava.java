package io.tidegate.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder that looks like a JDK; its {@code java} does what the test says. */
record FakeJava(Path folder) {

    static FakeJava of(Path folder, String version, String... script) throws IOException {
        Files.createDirectories(folder.resolve("bin"));
        Files.writeString(folder.resolve("release"), "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
        Path java = folder.resolve("bin/java");
        Files.writeString(java, "#!/bin/bash\n" + String.join("\n", script) + "\n");
        if (!java.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + java + " executable");
        }
        return new FakeJava(folder);
    }

    /** One that says by whom it is called and with what, an argument a line. */
    static FakeJava thatTells(Path folder, String version) throws IOException {
        return of(folder, version, "echo \"java of $JAVA_HOME\"", "printf '%s\\n' \"$@\"");
    }
}
