package io.tidegate.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.tidegate.gateway.installer.ExitCode;
import io.tidegate.gateway.installer.WatchCommand;
import io.tidegate.site.SiteFile;
import io.tidegate.site.SiteLoader;
import io.tidegate.testing.Awaiting;
import io.tidegate.testing.FreePort;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The live values of a device at a terminal: this box's own, with and without a gateway that runs. */
class WatchCommandTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private SiteFile site;
    private WatchCommand command;

    @BeforeEach
    void aSite() throws Exception {
        int port = FreePort.find();
        site = site(port, "data");
        command = new WatchCommand(site, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
    }

    private SiteFile site(int port, String data) throws Exception {
        Path file = Files.writeString(folder.resolve(data + ".yaml"), """
                site: {id: shop, timezone: Etc/UTC}
                gateway: {id: gw-1, data: ./%s}
                web: {host: 127.0.0.1, port: %d}
                mqtt: {embedded: {host: 127.0.0.1, port: 0}}
                devices:
                  - {id: box, driver: host, interval: 100 ms}
                  - {id: floor, driver: mqtt, topic: "floor/{device}/{metric}"}
                """.formatted(data, port));
        return SiteLoader.load(file, Map.of());
    }

    private FutureTask<Integer> watching(String device) {
        FutureTask<Integer> watching = new FutureTask<>(() -> command.run(device));
        Thread.ofPlatform().name("terminal").start(watching);
        return watching;
    }

    private int code(FutureTask<Integer> watching) throws Exception {
        return watching.get(60, TimeUnit.SECONDS);
    }

    @Test
    void without_a_gateway_the_device_is_opened_and_nothing_is_recorded() throws Exception {
        FutureTask<Integer> watching = watching("box");
        Awaiting.until("two readings", () -> out.toString(UTF_8).lines().count() >= 2);
        assertTrue(
                out.toString(UTF_8).matches("(?s)\\d\\d:\\d\\d:\\d\\d\\.\\d{3}  .*memory [\\d.]+ %.*"),
                out.toString(UTF_8));
        command.stop();
        assertEquals(ExitCode.OK, code(watching));
        assertFalse(Files.exists(folder.resolve("data")), "something was recorded");
    }

    @Test
    void it_ends_when_nobody_reads_it_any_more() throws Exception {
        OutputStream gone = new OutputStream() {
            @Override
            public void write(int next) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        command = new WatchCommand(site, new PrintStream(gone, true, UTF_8), new PrintStream(err, true, UTF_8));
        assertEquals(ExitCode.OK, code(watching("box")));
    }

    @Test
    void a_gateway_that_runs_is_asked_for_any_device_that_it_knows() throws Exception {
        try (Gateway gateway = Gateway.start(site)) {
            tell(gateway, "{\"device\":\"fridge\",\"fields\":{\"temperature\":3.5}}");
            FutureTask<Integer> watching = watching("fridge");
            Awaiting.until(
                    "the last value is shown", () -> out.toString(UTF_8).contains("temperature 3.5  (last known)"));
            Awaiting.until("a new value is shown", () -> {
                tell(gateway, "{\"device\":\"fridge\",\"fields\":{\"temperature\":4.25,\"door\":true}}");
                return out.toString(UTF_8).contains("temperature 4.25, door yes");
            });
            assertFalse(out.toString(UTF_8).contains("memory"), "another device is shown");
            command.stop();
            assertEquals(ExitCode.OK, code(watching));
        }
    }

    @Test
    void a_gateway_with_other_data_is_not_asked() throws Exception {
        try (Gateway _ = Gateway.start(site(site.web().port(), "data-of-another"))) {
            assertEquals(3, code(watching("floor")));
            assertFalse(err.toString(UTF_8).contains("Asking the gateway"), err.toString(UTF_8));
        }
    }

    @Test
    void who_only_reads_for_others_is_told_as_such() throws Exception {
        try (Gateway _ = Gateway.start(site)) {
            assertEquals(2, code(watching("floor")));
            assertTrue(err.toString(UTF_8).contains("devices that its topics name"), err.toString(UTF_8));
        }
    }

    @Test
    void a_gateway_that_starts_is_told_as_such() throws Exception {
        Files.createDirectories(site.gateway().data());
        try (FileChannel lock = FileChannel.open(
                        site.gateway().data().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock _ = lock.lock()) {
            HttpServer starting = HttpServer.create(
                    new InetSocketAddress(
                            InetAddress.getLoopbackAddress(), site.web().port()),
                    0);
            starting.createContext("/", exchange -> {
                exchange.sendResponseHeaders(503, -1);
                exchange.close();
            });
            starting.start();
            try {
                assertEquals(3, code(watching("box")));
            } finally {
                starting.stop(0);
            }
        }
        assertTrue(err.toString(UTF_8).contains("is starting or stopping"), err.toString(UTF_8));
    }

    /** Root may look into every folder: here the lock is one, and cannot be opened as a file. */
    @Test
    void data_that_may_not_be_looked_at_are_told_as_such() throws Exception {
        Files.createDirectories(site.gateway().data().resolve("lock"));
        assertEquals(3, code(watching("box")));
        assertTrue(err.toString(UTF_8).contains("cannot see whether a gateway runs"), err.toString(UTF_8));
        assertTrue(err.toString(UTF_8).contains("with sudo"), err.toString(UTF_8));
    }

    @Test
    void an_unknown_device_is_told_with_what_may_be_meant() throws Exception {
        assertEquals(2, code(watching("bix")));
        assertTrue(err.toString(UTF_8).contains("no device 'bix'. Did you mean 'box'?"), err.toString(UTF_8));
    }

    @Test
    void of_an_unknown_device_only_names_that_can_be_watched_are_listed() throws Exception {
        assertEquals(2, code(watching("nothing-like-it")));
        assertTrue(err.toString(UTF_8).contains("Known here: box."), err.toString(UTF_8));
        try (Gateway gateway = Gateway.start(site)) {
            tell(gateway, "{\"device\":\"fridge\",\"fields\":{\"temperature\":3.5}}");
            Awaiting.until("the gateway knows it", () -> {
                err.reset();
                command = new WatchCommand(site, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
                return code(watching("nothing-like-it")) == 2
                        && err.toString(UTF_8).contains("Known here: box, fridge.");
            });
        }
    }

    @Test
    void what_speaks_by_mqtt_needs_the_gateway() throws Exception {
        assertEquals(3, code(watching("floor")));
        assertTrue(err.toString(UTF_8).contains("speaks by MQTT"), err.toString(UTF_8));
        assertTrue(err.toString(UTF_8).contains("Start the gateway"), err.toString(UTF_8));
    }

    private static void tell(Gateway gateway, String observation) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(gateway.page() + "api/v1/observations"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(observation))
                    .build();
            assertEquals(200, http.send(request, BodyHandlers.ofString()).statusCode());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
