package io.tidegate.bench;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an entry of the pretended shop takes on the line to each kind of cloud: as it is recorded, and after a minute's outage. */
final class WireRow implements Row {

    private static final Duration START_MAX = Duration.ofSeconds(20);
    private static final Duration BACK_MAX = Duration.ofMinutes(6);

    /** The shop's devices, and a cloud of each kind at the other end of its wire; any secret does as a token. */
    private static final String REST = """
              - {id: shop, driver: mqtt, topic: "shop/{device}/{metric}"}
              - {id: pretended, driver: simulator, topic: "shop/{device}/{metric}", seed: 1, interval: 1 s}
            sinks:
              - {id: mqtt, type: mqtt, url: "mqtt://127.0.0.1:%d", topic: "tidegate/{site}/{gateway}/{kind}"}
              - {id: nats, type: nats, url: "nats://127.0.0.1:%d", subject: "tidegate.{site}.{gateway}.{kind}", stream: TIDEGATE}
              - {id: http, type: http, url: "http://127.0.0.1:%d/ingest"}
              - {id: influxdb, type: influxdb, url: "http://127.0.0.1:%d", version: 2, org: o, bucket: b, token: "${env:HOME}"}
            """;

    private static final Pattern DELIVERED =
            Pattern.compile("\"id\":\"(\\w+)\".*?\"backlog\":(\\d+).*?\"delivered\":(\\d+)");

    /** What one has had so far. */
    private record Had(long waiting, long entries, long up, long down) {

        Had since(Had before) {
            return new Had(waiting, entries - before.entries, up - before.up, down - before.down);
        }

        String each() {
            return entries == 0
                    ? "nothing"
                    : String.format(
                            Locale.ROOT, "%.0f B up, %.0f B down", (double) up / entries, (double) down / entries);
        }
    }

    @Override
    public String name() {
        return "wire";
    }

    @Override
    public List<Line> measure(Ground ground) throws IOException, InterruptedException {
        HttpServer http = taking();
        int natsPort = Ports.free();
        Map<String, Wire> wires = new LinkedHashMap<>();
        try (Mosquitto broker = Mosquitto.cloud(ground, "wire-mqtt", Ports.free());
                Program _ = nats(ground, natsPort)) {
            wires.put("mqtt", new Wire(broker.port()));
            wires.put("nats", new Wire(natsPort));
            wires.put("http", new Wire(http.getAddress().getPort()));
            wires.put("influxdb", new Wire(http.getAddress().getPort()));
            Object[] ports = wires.values().stream().map(Wire::port).toArray();
            try (Tidegate tidegate = Tidegate.start(ground, "wire", REST.formatted(ports))) {
                return measured(ground, tidegate, wires);
            }
        } finally {
            for (Wire wire : wires.values()) {
                wire.close();
            }
            http.stop(0);
        }
    }

    private static List<Line> measured(Ground ground, Tidegate tidegate, Map<String, Wire> wires)
            throws IOException, InterruptedException {
        Patience.rest(ground.plan().paced().warmup());
        Map<String, Had> before = had(tidegate, wires);
        Patience.rest(ground.plan().paced().counted());
        Map<String, Had> live = had(tidegate, wires);
        for (Wire wire : wires.values()) {
            wire.cut();
        }
        Patience.rest(ground.plan().paced().counted());
        Map<String, Had> cut = had(tidegate, wires);
        wires.values().forEach(Wire::mend);
        Map<String, Had> late = new LinkedHashMap<>();
        Patience.until("all have all", BACK_MAX, () -> {
            had(tidegate, wires).forEach((kind, now) -> {
                if (now.waiting == 0 && now.entries > cut.get(kind).entries) {
                    late.putIfAbsent(kind, now.since(cut.get(kind)));
                }
            });
            return late.size() == wires.size();
        });
        List<Line> lines = new ArrayList<>();
        for (String kind : wires.keySet()) {
            lines.add(line(ground, kind, live.get(kind).since(before.get(kind)), late.get(kind)));
        }
        return lines;
    }

    private static Line line(Ground ground, String kind, Had fresh, Had late) {
        ground.tell(
                "%s: %d live %s, %d late %s".formatted(kind, fresh.entries, fresh.each(), late.entries, late.each()));
        return new Line(
                "an entry of the pretended shop on the line to " + kind + ", as it is recorded; of " + late.entries
                        + " after an outage",
                fresh.each() + "; " + late.each(),
                Line.NONE,
                Line.NONE,
                Line.NONE);
    }

    private static Map<String, Had> had(Tidegate tidegate, Map<String, Wire> wires)
            throws IOException, InterruptedException {
        Map<String, Had> had = new LinkedHashMap<>();
        Matcher sink = DELIVERED.matcher(tidegate.get("/api/v1/sinks").body());
        while (sink.find()) {
            Wire wire = wires.get(sink.group(1));
            had.put(
                    sink.group(1),
                    new Had(Long.parseLong(sink.group(2)), Long.parseLong(sink.group(3)), wire.up(), wire.down()));
        }
        return had;
    }

    /** Takes whatever is posted. */
    private static HttpServer taking() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(204, -1);
            }
        });
        server.start();
        return server;
    }

    private static Program nats(Ground ground, int port) throws IOException, InterruptedException {
        var folder = ground.folder("wire-nats");
        Program server = Program.start(
                folder.resolve("output.log"),
                List.of("/usr/sbin/nats-server", "-js", "-sd", folder.toString(), "-a", "127.0.0.1", "-p", "" + port),
                Map.of());
        Patience.until("nats-server listens", START_MAX, () -> {
            server.mustLive();
            return Ports.listens(port);
        });
        String stream = "{\"name\":\"TIDEGATE\",\"subjects\":[\"tidegate.>\"],\"duplicate_window\":120000000000}";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String ask = "CONNECT {\"verbose\":false}\r\nSUB answer 1\r\nPUB $JS.API.STREAM.CREATE.TIDEGATE answer "
                    + stream.length() + "\r\n" + stream + "\r\n";
            socket.getOutputStream().write(ask.getBytes(StandardCharsets.US_ASCII));
            BufferedReader answers =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            String line = answers.readLine();
            while (line != null && !line.startsWith("{")) {
                line = answers.readLine();
            }
        }
        return server;
    }
}
