package io.tidegate.gateway.mqttserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.testing.Awaiting;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server is to {@code mosquitto_pub} and {@code mosquitto_sub}, which run as processes of their own. */
class MosquittoClientTest extends ServingTest {

    private static final int SECONDS_MAX = 20;

    private final List<Process> processes = new ArrayList<>();
    private int outputs;

    @AfterEach
    void end() {
        processes.forEach(Process::destroyForcibly);
    }

    /** A subscriber whose lines are in a file. */
    private record Listening(Process process, Path output) {
        List<String> lines() throws IOException {
            return Files.readAllLines(output);
        }
    }

    private Process run(Path output, String... command) throws IOException {
        List<String> whole = new ArrayList<>(List.of(command));
        whole.addAll(1, List.of("-h", "127.0.0.1", "-p", String.valueOf(running.port())));
        Process process = new ProcessBuilder(whole)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        processes.add(process);
        return process;
    }

    private Path output() {
        outputs++;
        return folder.resolve("output-" + outputs);
    }

    /** Returns when the server has its subscription. */
    private Listening subscribe(String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of("mosquitto_sub", "-F", "%r %q %t %p"));
        command.addAll(List.of(options));
        Path output = output();
        Process process = run(output, command.toArray(String[]::new));
        Listening listening = new Listening(process, output);
        // The retained probe comes as the answer to the subscription.
        Awaiting.until("it has subscribed", () -> !listening.lines().isEmpty());
        return listening;
    }

    private void publish(String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of("mosquitto_pub"));
        command.addAll(List.of(options));
        Path output = output();
        Process process = run(output, command.toArray(String[]::new));
        assertTrue(process.waitFor(SECONDS_MAX, TimeUnit.SECONDS), "mosquitto_pub is done");
        assertEquals(0, process.exitValue(), () -> read(output));
    }

    private static String read(Path output) {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private int startWithProbe() throws Exception {
        int port = start();
        running.intake.publish("probe", new byte[] {'1'}, true);
        return port;
    }

    @ParameterizedTest
    @CsvSource({"mqttv311,0", "mqttv311,1", "mqttv311,2", "mqttv5,0", "mqttv5,1", "mqttv5,2"})
    void every_line_is_recorded_and_reaches_a_subscriber_once_and_in_order(String version, String qos)
            throws Exception {
        startWithProbe();
        HandInbox driver = HandInbox.acknowledging();
        running.intake.subscribe(List.of("floor/#"), driver);
        Listening sub = subscribe("-V", version, "-q", qos, "-t", "probe", "-t", "floor/+/count");
        List<String> lines = IntStream.range(0, 300).mapToObj(String::valueOf).toList();
        Process pub = new ProcessBuilder(
                        "mosquitto_pub",
                        "-h",
                        "127.0.0.1",
                        "-p",
                        String.valueOf(running.port()),
                        "-V",
                        version,
                        "-q",
                        qos,
                        "-t",
                        "floor/belt/count",
                        "-l")
                .start();
        processes.add(pub);
        try (OutputStream in = pub.getOutputStream()) {
            in.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        Awaiting.until("all have come", () -> sub.lines().size() == 301);
        List<String> expected = lines.stream()
                .map(line -> "0 " + qos + " floor/belt/count " + line)
                .toList();
        assertEquals(expected, sub.lines().subList(1, 301));
        assertEquals(lines.stream().map(line -> "floor/belt/count " + line).toList(), driver.texts());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mqttv311", "mqttv5"})
    void a_retained_message_comes_to_later_subscribers_until_it_is_removed(String version) throws Exception {
        startWithProbe();
        publish("-V", version, "-q", "1", "-t", "state/lamp", "-m", "on", "-r");
        Listening sub = subscribe("-V", version, "-q", "1", "-t", "state/#");
        assertEquals(List.of("1 1 state/lamp on"), sub.lines());
        publish("-V", version, "-q", "1", "-t", "state/lamp", "-n", "-r");
        Awaiting.until("the removal comes as news", () -> sub.lines().size() == 2);
        assertEquals("0 1 state/lamp ", sub.lines().get(1));
        assertEquals(1, running.intake.status().retained(), "the probe");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mqttv311", "mqttv5"})
    void a_will_is_said_for_a_killed_client_and_not_for_one_that_ends(String version) throws Exception {
        startWithProbe();
        Listening watcher = subscribe("-V", version, "-q", "1", "-t", "probe", "-t", "state/#");
        String[] will = {"--will-topic", "state/x", "--will-payload", "gone", "--will-qos", "1", "-V", version};
        Listening polite = subscribe(with(will, "-t", "probe", "-t", "stop", "-C", "2"));
        publish("-V", version, "-t", "stop", "-m", "now");
        assertTrue(polite.process().waitFor(SECONDS_MAX, TimeUnit.SECONDS));
        Listening killed = subscribe(with(will, "-t", "probe"));
        assertEquals(1, watcher.lines().size(), "nothing was said for the polite one");
        killed.process().destroyForcibly();
        Awaiting.until("the will is said", () -> watcher.lines().size() == 2);
        assertEquals("0 1 state/x gone", watcher.lines().get(1));
    }

    private static String[] with(String[] first, String... more) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mqttv311", "mqttv5"})
    void what_came_while_a_known_subscriber_was_away_comes_when_it_is_back(String version) throws Exception {
        startWithProbe();
        String[] session = {"-V", version, "-i", "plug", "-q", "2", "-c", "-t", "probe", "-t", "cmnd/#"};
        if (version.equals("mqttv5")) {
            session = with(session, "-x", "3600");
        }
        Listening before = subscribe(session);
        before.process().destroyForcibly();
        Awaiting.until("it is gone", () -> running.intake.status().clients() == 0);
        for (String qos : List.of("1", "2")) {
            publish("-V", version, "-q", qos, "-t", "cmnd/plug", "-m", "message-" + qos);
        }
        Path output = output();
        run(output, with(new String[] {"mosquitto_sub", "-F", "%q %t %p"}, session));
        Awaiting.until("all has come", () -> Files.readAllLines(output).size() == 3);
        assertEquals(
                List.of("1 cmnd/plug message-1", "2 cmnd/plug message-2"),
                Files.readAllLines(output).stream()
                        .filter(line -> line.contains("cmnd"))
                        .toList());
    }
}
