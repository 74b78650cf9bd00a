package io.tidegate.gateway;

import io.tidegate.gateway.demo.StandInCloud;
import io.tidegate.gateway.inventory.Catalogue;
import io.tidegate.gateway.inventory.DeskBusy;
import io.tidegate.gateway.inventory.Unknown;
import io.tidegate.gateway.siteversions.SiteText;
import io.tidegate.gateway.siteversions.Start;
import io.tidegate.site.HttpCloud;
import io.tidegate.site.InvalidSite;
import io.tidegate.site.SiteFile;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.tinylog.Logger;

/**
 * What {@code ./tidegate demo} adds to a gateway: the sample site, and a cloud on loopback whose line can be cut. Used by
 * one thread.
 */
final class Demo implements AutoCloseable {

    private static final String HOST = "127.0.0.1";
    private static final long START_STOP_SECONDS = 20;

    private final Start begun;
    private final Vertx vertx = Vertx.vertx();
    private final int pagePort;

    private Demo(Start begun, int pagePort) {
        this.begun = begun;
        this.pagePort = pagePort;
    }

    /** Opens the stand-in cloud where the sample site's sink expects it, its page on the next port. */
    static Demo start() throws InvalidSite, CannotStart, InterruptedException {
        Start begun = Start.by(source());
        SiteFile site = begun.site();
        Logging.start(site.gateway().data());
        URI ingest = site.sinks().stream()
                .filter(HttpCloud.class::isInstance)
                .map(sink -> ((HttpCloud) sink).url())
                .findFirst()
                .orElseThrow();
        Demo demo = new Demo(begun, ingest.getPort() + 1);
        try {
            StandInCloud.start(demo.vertx, HOST, demo.pagePort, ingest.getPort())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(START_STOP_SECONDS, TimeUnit.SECONDS);
            return demo;
        } catch (ExecutionException | TimeoutException e) {
            demo.close();
            throw new CannotStart(
                    "The stand-in cloud needs the ports " + ingest.getPort() + " and " + demo.pagePort + ": "
                            + e.getMessage() + ". Is another demo running?",
                    e);
        }
    }

    /** The sample stays as it is, whatever somebody tries. */
    static SiteText source() {
        return SiteText.onlyReadIn(home().resolve("config/sites/demo.yaml"));
    }

    /** What the pretended shop sells. Without it, the demo has codes that nobody has named. */
    static void fill(Catalogue catalogue) {
        Path items = home().resolve("config/sites/demo-items.csv");
        try {
            catalogue.take(Files.readAllBytes(items), false, Unknown.ADD);
        } catch (IOException | SQLException | DeskBusy e) {
            Logger.warn("The demo's catalogue cannot be read from {}: {}", items, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Path home() {
        return Path.of(System.getProperty("tidegate.home", "."));
    }

    Start begun() {
        return begun;
    }

    URI cloudPage() {
        return URI.create("http://" + HOST + ":" + pagePort + "/");
    }

    @Override
    public void close() {
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(START_STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the stand-in cloud did not stop", e);
        }
    }
}
