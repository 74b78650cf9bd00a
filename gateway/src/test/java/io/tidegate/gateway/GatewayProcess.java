package io.tidegate.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.testing.Awaiting;
import io.tidegate.testing.FreePort;
import io.tidegate.testing.Mosquitto;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A gateway in a JVM of its own, so that a test can kill it as a power cut would. */
final class GatewayProcess implements AutoCloseable {

    static final Duration START_MAX = Duration.ofMinutes(3);

    /** Sections of a site file: all that speaks MQTT. A test may add to the device, which is the last thing in it. */
    static final String FLOOR = """
            devices:
              - id: floor
                driver: mqtt
                topic: floor/{device}/{metric}
            """;

    /** The same, with a cloud; to be filled in with its port. */
    static final String TO_THE_CLOUD = FLOOR + """
            sinks:
              - {id: hq, type: mqtt, url: "mqtt://127.0.0.1:%d", topic: "tidegate/{site}/{gateway}/{kind}"}
            """;

    private final Path folder;
    private final Path siteFile;
    private final int webPort;
    private final int mqttPort;
    private final String mqtt;
    private final String rest;
    private final HttpClient http = HttpClient.newHttpClient();
    private Optional<Process> process = Optional.empty();

    /** How one that stopped by itself ended. */
    record Ended(int exitCode, String output) {}

    /** One that is the site's MQTT server. @param rest the site file's sections after site, gateway, web and mqtt */
    GatewayProcess(Path folder, String rest) throws IOException {
        this(folder, rest, FreePort.find());
    }

    GatewayProcess(Path folder, String rest, int mqttPort) throws IOException {
        this(folder, "{embedded: {host: 127.0.0.1, port: %d}}".formatted(mqttPort), mqttPort, rest);
    }

    /** One that reads from an existing broker. */
    static GatewayProcess readingFrom(Mosquitto broker, Path folder, String rest) throws IOException {
        return new GatewayProcess(folder, "{url: \"%s\"}".formatted(broker.url()), broker.port(), rest);
    }

    private GatewayProcess(Path folder, String mqtt, int mqttPort, String rest) throws IOException {
        this.folder = folder;
        this.rest = rest;
        this.mqttPort = mqttPort;
        this.webPort = FreePort.find();
        this.siteFile = folder.resolve("site-" + mqttPort + ".yaml");
        this.mqtt = mqtt;
        edit(rest);
    }

    /** Writes another site file. @param changed its sections after site, gateway, web and mqtt */
    void edit(String changed) throws IOException {
        Files.writeString(siteFile, """
                site:    {id: corner-shop, name: Corner Shop, timezone: Europe/London, locale: en-GB}
                gateway: {id: gw-1, data: ./data}
                web:     {host: 127.0.0.1, port: %d}
                mqtt:    %s
                %s""".formatted(webPort, mqtt, changed));
    }

    Path siteFile() {
        return siteFile;
    }

    /** The JVM, also where it runs in a terminal. */
    ProcessHandle program() {
        Process begun = process.orElseThrow();
        return begun.descendants()
                .filter(each -> each.info().command().orElse("").endsWith("/java"))
                .findFirst()
                .orElse(begun.toHandle());
    }

    /** Sends it SIGHUP, as systemd's reload does. */
    void hangUp() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-HUP", Long.toString(program().pid()))
                .inheritIO()
                .start()
                .waitFor();
    }

    /** One with ports of its own on the same data. */
    GatewayProcess another() throws IOException {
        return new GatewayProcess(folder, rest);
    }

    void start() throws IOException, InterruptedException {
        begin();
        awaitReady();
    }

    void awaitReady() throws InterruptedException {
        Awaiting.until("the gateway is ready", START_MAX, () -> status("/health/ready") == 200);
    }

    /** For one that cannot start. */
    Ended runToItsEnd() throws IOException, InterruptedException {
        Process running = begin();
        if (!running.waitFor(START_MAX.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("it was meant to end:\n" + output());
        }
        return new Ended(running.exitValue(), output());
    }

    /** Starts it, without waiting until it is ready. */
    Process begin() throws IOException {
        return begin(command());
    }

    /** Starts it at a terminal of its own, which goes when this process is killed; without waiting until it is ready. */
    Process beginAtTerminal() throws IOException {
        return begin(List.of("script", "-q", "-c", "'" + String.join("' '", command()) + "'", "/dev/null"));
    }

    private List<String> command() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return List.of(
                // Whoever runs the tests under nohup hands down that SIGHUP is ignored.
                "env",
                "--default-signal=HUP",
                java,
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-Xmx97m",
                "-cp",
                classPath,
                "io.tidegate.gateway.Main",
                "run",
                siteFile.toString());
    }

    private Process begin(List<String> command) throws IOException {
        Process begun = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
        process = Optional.of(begun);
        return begun;
    }

    private Path log() {
        return folder.resolve("output-" + mqttPort + ".log");
    }

    void kill() throws InterruptedException {
        process.orElseThrow().destroyForcibly().waitFor();
    }

    /** Stops it as systemd would, and returns its exit code. */
    int terminate() throws InterruptedException {
        process.orElseThrow().destroy();
        if (!process.orElseThrow().waitFor(30, TimeUnit.SECONDS)) {
            throw new AssertionError("the gateway does not stop on SIGTERM");
        }
        return process.orElseThrow().exitValue();
    }

    int webPort() {
        return webPort;
    }

    int mqttPort() {
        return mqttPort;
    }

    String get(String path) throws IOException, InterruptedException {
        return http.send(request(path), HttpResponse.BodyHandlers.ofString(UTF_8))
                .body();
    }

    /** An answer over HTTP. */
    record Told(int status, String body) {}

    /** Without a body. */
    Told post(String path) throws IOException, InterruptedException {
        return post(path, "");
    }

    /** @param json empty: without a body */
    Told post(String path, String json) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + webPort + path))
                .timeout(Duration.ofSeconds(60));
        HttpRequest post = json.isEmpty()
                ? request.POST(HttpRequest.BodyPublishers.noBody()).build()
                : request.header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json))
                        .build();
        HttpResponse<String> answer = http.send(post, HttpResponse.BodyHandlers.ofString(UTF_8));
        return new Told(answer.statusCode(), answer.body());
    }

    /** The status of the answer to that observation, as JSON. */
    int observe(String observation) throws IOException, InterruptedException {
        HttpRequest post = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + webPort + "/api/v1/observations"))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(observation))
                .build();
        return http.send(post, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    int status(String path) throws InterruptedException {
        if (!process.orElseThrow().isAlive()) {
            throw new AssertionError("the gateway has ended by itself:\n" + output());
        }
        try {
            return http.send(request(path), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException notYet) {
            return -1;
        }
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + webPort + path))
                .timeout(Duration.ofSeconds(10))
                .build();
    }

    String output() {
        try {
            return Files.readString(log());
        } catch (IOException e) {
            return "(no output: " + e.getMessage() + ")";
        }
    }

    @Override
    public void close() {
        process.ifPresent(Process::destroyForcibly);
        http.close();
    }
}
