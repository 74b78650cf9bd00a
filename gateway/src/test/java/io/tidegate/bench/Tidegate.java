package io.tidegate.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The gateway as its users run it: {@code ./tidegate run SITE} with its own flags, in a process of its own. */
final class Tidegate implements AutoCloseable {

    private static final Duration START_MAX = Duration.ofSeconds(60);

    /** A site file's section for no cloud at all. */
    static final String NO_CLOUD = "";

    private final Ground ground;
    private final Path folder;
    private final int webPort;
    private final int mqttPort;
    private final HttpClient http = HttpClient.newHttpClient();
    private Program program;

    private Tidegate(Ground ground, Path folder, String retention, String rest) throws IOException {
        this.ground = ground;
        this.folder = folder;
        this.webPort = Ports.free();
        this.mqttPort = Ports.free();
        Files.writeString(siteFile(), """
                site:    {id: bench}
                gateway: {id: gw-1, data: ./data, retention: {%s}}
                web:     {host: 127.0.0.1, port: %d}
                mqtt:
                  embedded: {host: 127.0.0.1, port: %d}
                devices:
                  - {id: floor, driver: mqtt, topic: "floor/{device}/state"}
                %s""".formatted(retention, webPort, mqttPort, rest));
        this.program = begin(Map.of());
    }

    /** Returns when it is ready. */
    static Tidegate start(Ground ground, String name, String rest) throws IOException, InterruptedException {
        Tidegate tidegate = begin(ground, name, rest);
        tidegate.awaitReady();
        return tidegate;
    }

    /** The same, with limits to what its journal keeps. */
    static Tidegate start(Ground ground, String name, String retention, String rest)
            throws IOException, InterruptedException {
        Tidegate tidegate = new Tidegate(ground, ground.folder(name), retention, rest);
        tidegate.awaitReady();
        return tidegate;
    }

    /** Returns at once. */
    static Tidegate begin(Ground ground, String name, String rest) throws IOException {
        return new Tidegate(ground, ground.folder(name), "", rest);
    }

    static String cloud(int port) {
        return """
                sinks:
                  - {id: hq, type: mqtt, url: "mqtt://127.0.0.1:%d", topic: "tidegate/{site}/{gateway}/{kind}"}
                """.formatted(port);
    }

    private Path siteFile() {
        return folder.resolve("site.yaml");
    }

    private Program begin(Map<String, String> environment) throws IOException {
        return Program.start(
                folder.resolve("output.log"),
                List.of(
                        ground.home().resolve("tidegate").toString(),
                        "run",
                        siteFile().toString()),
                environment);
    }

    /** Once more on the same data, when it was killed or stopped. Returns at once. */
    void beginAgain(Map<String, String> environment) throws IOException {
        program = begin(environment);
    }

    void awaitReady() throws IOException, InterruptedException {
        Patience.until("the gateway is ready", START_MAX, () -> {
            program.mustLive();
            return Ports.listens(webPort) && get("/health/ready").statusCode() == 200;
        });
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        return http.send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + webPort + path))
                .timeout(Duration.ofSeconds(10));
    }

    Path data() {
        return folder.resolve("data");
    }

    /** As systemd does. */
    void stop() throws IOException, InterruptedException {
        program.stop();
    }

    int mqttPort() {
        return mqttPort;
    }

    Program program() {
        return program;
    }

    @Override
    public void close() {
        program.close();
        http.close();
    }
}
