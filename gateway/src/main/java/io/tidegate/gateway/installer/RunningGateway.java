package io.tidegate.gateway.installer;

import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Observation;
import io.tidegate.site.EffectiveSite;
import io.tidegate.site.SiteFile;
import java.io.IOException;
import java.net.URI;
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

    private final HttpClient http;
    private final String api;

    private RunningGateway(HttpClient http, String api) {
        this.http = http;
        this.api = api;
    }

    static Optional<RunningGateway> of(SiteFile site) throws InterruptedException {
        String host =
                site.web().host().equals("0.0.0.0") ? "127.0.0.1" : site.web().host();
        String api = "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":"
                + site.web().port() + "/api/v1";
        RunningGateway gateway = new RunningGateway(
                HttpClient.newBuilder().connectTimeout(ANSWER_MAX).build(), api);
        try {
            String effective = new String(gateway.get("/site").body(), StandardCharsets.UTF_8);
            return data(effective).equals(data(EffectiveSite.yaml(site))) ? Optional.of(gateway) : Optional.empty();
        } catch (IOException nobody) {
            return Optional.empty();
        }
    }

    /** The line that names the folder. */
    private static Optional<String> data(String effective) {
        return effective.lines().filter(line -> line.startsWith("  data: ")).findFirst();
    }

    /** Whether some gateway has the site's data, be its page reachable or not. */
    static boolean hasData(SiteFile site) {
        Path lock = site.gateway().data().resolve("lock");
        if (!Files.exists(lock)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                FileLock taken = channel.tryLock()) {
            return taken == null;
        } catch (IOException | OverlappingFileLockException another) {
            return true;
        }
    }

    String api() {
        return api;
    }

    boolean knows(DeviceId device) throws IOException, InterruptedException {
        return get("/devices/" + device).statusCode() == 200;
    }

    /** Tells what the device says from now on, until stopped. @throws IOException when the gateway is gone */
    void follow(DeviceId device, Consumer<Observation> told, CountDownLatch stopped)
            throws IOException, InterruptedException {
        long after = Entries.number(get("/journal").body(), "lastPosition");
        do {
            Entries entries;
            do {
                entries = Entries.read(get("/entries?limit=1000&after=" + after).body(), after);
                entries.seen().stream()
                        .filter(each -> each.device().equals(device))
                        .forEach(told);
                if (entries.after() == after) {
                    break;
                }
                after = entries.after();
            } while (stopped.getCount() > 0);
        } while (!stopped.await(BEAT.toMillis(), TimeUnit.MILLISECONDS));
    }

    private HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(api + path))
                .timeout(ANSWER_MAX)
                .build();
        return http.send(request, BodyHandlers.ofByteArray());
    }
}
