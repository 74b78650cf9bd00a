package io.tidegate.gateway.siteversions;

import io.tidegate.site.InvalidSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** A site file with its versions, started and ended as a gateway does. Used by its test's thread. */
final class SiteOfFile implements AutoCloseable {

    static final Who ANNA = new Who(Who.Door.API, "anna");

    final Path file;
    final HandTrial trial = new HandTrial();
    private final boolean replaceable;
    private final List<SiteVersions> all = new ArrayList<>();
    private SiteVersions versions;

    SiteOfFile(Path folder, boolean replaceable) throws IOException, InvalidSite {
        this.file = Files.writeString(folder.resolve("site.yaml"), text("box"));
        this.replaceable = replaceable;
        this.versions = started();
    }

    static String text(String device) {
        return """
                site:    {id: shop}
                gateway: {id: gw-1, data: ./data}
                devices: [{id: %s, driver: host}]
                """.formatted(device);
    }

    private SiteVersions started() throws InvalidSite {
        SiteText source = source();
        SiteVersions started = SiteVersions.of(
                Start.by(source),
                source,
                trial,
                new Trial.Limits(Duration.ofMillis(50), Duration.ofMillis(5)),
                InstantSource.system());
        started.open();
        all.add(started);
        return started;
    }

    private SiteText source() {
        return replaceable ? SiteText.in(file) : SiteText.onlyReadIn(file);
    }

    /** The same data by the same file, while the one before may still be at something: as after a power cut. */
    void startAnew() throws InvalidSite {
        versions = started();
    }

    SiteVersions versions() {
        return versions;
    }

    String inFile() throws IOException {
        return Files.readString(file);
    }

    void edit(String text) throws IOException {
        Files.writeString(file, text);
    }

    /** The device that runs. */
    String runs() {
        return versions.running().devices().getFirst().id().value();
    }

    static Verdict decided(CompletionStage<Verdict> stage) throws Exception {
        return stage.toCompletableFuture().get(1, TimeUnit.MINUTES);
    }

    Verdict propose(String text) throws Exception {
        return decided(versions.propose(text, ANNA));
    }

    Verdict apply() throws Exception {
        return decided(versions.apply(Who.at(Who.Door.RELOAD)));
    }

    @Override
    public void close() {
        all.forEach(SiteVersions::close);
    }
}
