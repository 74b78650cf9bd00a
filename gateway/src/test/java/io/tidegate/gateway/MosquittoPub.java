package io.tidegate.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A publisher that nobody here wrote: Debian's {@code mosquitto_pub}. */
final class MosquittoPub {

    private MosquittoPub() {}

    /** Publishes with QoS 1, and returns when the server has acknowledged. */
    static void publish(int port, String topic, String payload) throws IOException, InterruptedException {
        run(List.of("-p", "" + port, "-t", topic, "-m", payload, "-q", "1"));
    }

    /** The same, for the server to keep. */
    static void publishRetained(int port, String topic, String payload) throws IOException, InterruptedException {
        run(List.of("-p", "" + port, "-t", topic, "-m", payload, "-q", "1", "-r"));
    }

    private static void run(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("mosquitto_pub", "-h", "127.0.0.1"));
        command.addAll(arguments);
        Process pub = new ProcessBuilder(command).redirectErrorStream(true).start();
        if (!pub.waitFor(20, TimeUnit.SECONDS) || pub.exitValue() != 0) {
            pub.destroyForcibly();
            throw new AssertionError(
                    "mosquitto_pub: " + new String(pub.getInputStream().readAllBytes(), UTF_8));
        }
    }
}
