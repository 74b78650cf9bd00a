package io.tidegate.devices.scale;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A pretended scale that answers questions, on a thread of its own, until its end of the cable is gone. */
final class ScaleAtTheFarEnd {

    private ScaleAtTheFarEnd() {}

    static void answering(Path end, Map<String, String> answers) {
        Thread.ofPlatform().name("scale").daemon().start(() -> {
            try (FileInputStream in = new FileInputStream(end.toFile());
                    FileOutputStream out = new FileOutputStream(end.toFile())) {
                StringBuilder question = new StringBuilder();
                for (int letter = in.read(); letter >= 0; letter = in.read()) {
                    if (letter == '\n') {
                        String answer = answers.getOrDefault(question.toString().strip(), "ES\r\n");
                        question.setLength(0);
                        out.write(answer.getBytes(US_ASCII));
                    } else {
                        question.append((char) letter);
                    }
                }
            } catch (IOException unplugged) {
                // Then nobody asks any more.
            }
        });
    }
}
