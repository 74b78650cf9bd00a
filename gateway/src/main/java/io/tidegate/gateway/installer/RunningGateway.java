package io.tidegate.gateway.installer;

import io.tidegate.observation.DeviceId;
import io.tidegate.observation.EntryJson;
import io.tidegate.observation.Item;
import io.tidegate.observation.Observation;
import io.tidegate.site.EffectiveSite;
import io.tidegate.site.SiteFile;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The gateway that runs on a site file: the one whose page is where the site file says, and which keeps its data where the
 * site file says. Used by one thread.
 */
final class RunningGateway {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(5);
    private static final Duration BEAT = Duration.ofSeconds(1);

    private static final int OK = 200;
    private static final int NONE_SUCH = 404;
    private static final int NOT_YET = 409;

    /** It starts, stops, or has too much to do. */
    private static final int NOT_NOW = 503;

    private final HttpClient http;
    private final String api;

    private RunningGateway(HttpClient http, String api) {
        this.http = http;
        this.api = api;
    }

    /** What there is of a gateway on a site file. */
    sealed interface Found {

        /** It answers. */
        record Running(RunningGateway gateway) implements Found {}

        /**
         * It has the site's data, and is not to be asked now.
         *
         * @param why with what to do
         */
        record OutOfReach(String why) implements Found {}

        /** None has the site's data. */
        record Nobody() implements Found {}
    }

    static Found of(SiteFile site) throws InterruptedException {
        String host =
                site.web().host().equals("0.0.0.0") ? "127.0.0.1" : site.web().host();
        String api = "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":"
                + site.web().port() + "/api/v1";
        RunningGateway gateway = new RunningGateway(
                HttpClient.newBuilder().connectTimeout(ANSWER_MAX).build(), api);
        int status = 0;
        try {
            HttpResponse<byte[]> answer = gateway.get("/site");
            status = answer.statusCode();
            String effective = new String(answer.body(), StandardCharsets.UTF_8);
            if (status == OK && data(effective).equals(data(EffectiveSite.yaml(site)))) {
                return new Found.Running(gateway);
            }
        } catch (IOException nobody) {
            // Who has the data is looked up below.
        }
        return byItsData(site.gateway().data(), status == NOT_NOW);
    }

    /** The line that names the folder. */
    private static Optional<String> data(String effective) {
        return effective.lines().filter(line -> line.startsWith("  data: ")).findFirst();
    }

    /** Whether some gateway has the site's data, though its page does not show them. */
    private static Found byItsData(Path folder, boolean notNow) {
        Path lock = folder.resolve("lock");
        if (Files.notExists(lock)) {
            return new Found.Nobody();
        }
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                FileLock taken = channel.tryLock()) {
            if (taken != null) {
                return new Found.Nobody();
            }
        } catch (OverlappingFileLockException inThisProcess) {
            // It is taken.
        } catch (IOException forbidden) {
            return new Found.OutOfReach("cannot see whether a gateway runs on " + folder
                    + ", since its lock cannot be opened (" + forbidden.getMessage()
                    + "). Do it with sudo");
        }
        return new Found.OutOfReach(
                notNow
                        ? "the gateway on " + folder
                                + " is starting or stopping. Try again when its page shows the devices"
                        : "a gateway runs on " + folder
                                + ", but its page does not answer where the site file says. Check web.host and web.port");
    }

    String api() {
        return api;
    }

    /** What is known of the device, oldest first; nothing of one that has not spoken. */
    List<Observation> lastKnown(DeviceId device) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = get("/devices/" + device);
        return answer.statusCode() == NONE_SUCH ? List.of() : LastKnown.read(device, body(answer));
    }

    /** Those that have spoken, by their ids. */
    List<String> devices() throws IOException, InterruptedException {
        return LastKnown.ids(body(get("/devices")));
    }

    /** Of the newest entry. */
    long lastPosition() throws IOException, InterruptedException {
        return Entries.number(body(get("/journal")), "lastPosition");
    }

    /**
     * What a receiver has.
     *
     * @param made when it said so: it cannot know what came later
     */
    record Report(String json, Instant made) {}

    /**
     * Tells it what a sink's receiver has.
     *
     * @param resend whether what that lacks is sent once more
     * @throws IOException also where it cannot be sent now, with the reason
     */
    Reconciled report(String sink, Report report, boolean resend) throws IOException, InterruptedException {
        String query = "resend=" + resend + "&made=" + EntryJson.time(report.made());
        HttpRequest request = HttpRequest.newBuilder(URI.create(api + "/sinks/" + sink + "/report?" + query))
                .timeout(ANSWER_MAX)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(report.json()))
                .build();
        HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
        if (answer.statusCode() == NOT_YET) {
            throw new IOException(Reconciled.problem(answer.body()));
        }
        return Reconciled.read(body(answer));
    }

    /** The whole catalogue, in the order of the ids. */
    List<Item> items() throws IOException, InterruptedException {
        List<Item> items = new ArrayList<>();
        int before;
        do {
            before = items.size();
            String after = items.isEmpty() ? "" : items.getLast().id();
            items.addAll(CatalogueJson.read(
                    body(get("/items?limit=1000&after=" + URLEncoder.encode(after, StandardCharsets.UTF_8)))));
        } while (items.size() > before);
        return items;
    }

    /**
     * Tells what is recorded after that position, until stopped.
     *
     * @throws IOException when the gateway is gone
     */
    void follow(long position, Consumer<Observation> told, CountDownLatch stopped)
            throws IOException, InterruptedException {
        long after = position;
        do {
            Entries entries;
            do {
                HttpResponse<byte[]> answer = get("/entries?limit=1000&after=" + after);
                if (answer.statusCode() == NOT_NOW) {
                    // Too many ask it just now.
                    break;
                }
                entries = Entries.read(body(answer), after);
                entries.seen().forEach(told);
                if (entries.after() == after) {
                    break;
                }
                after = entries.after();
            } while (stopped.getCount() > 0);
        } while (!stopped.await(BEAT.toMillis(), TimeUnit.MILLISECONDS));
    }

    private static byte[] body(HttpResponse<byte[]> answer) throws IOException {
        if (answer.statusCode() != OK) {
            throw new IOException("it answers " + answer.statusCode());
        }
        return answer.body();
    }

    private HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(api + path))
                .timeout(ANSWER_MAX)
                .build();
        return http.send(request, BodyHandlers.ofByteArray());
    }
}
