package io.tidegate.clouds.s3;

import io.tidegate.testing.Awaiting;
import io.tidegate.testing.FreePort;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * A real server that speaks S3 (S3Proxy), in a process of its own. It believes signatures of one key that are right and of now, and digests
 * that are right; a bucket of it is a folder here, and an object a file in it. Used by one test thread.
 */
final class S3Server implements AutoCloseable {

    static final String ACCESS_KEY = "shop-1";
    static final String SECRET_KEY = "s3cret/with+signs=";

    private static final String SETTINGS = """
            s3proxy.endpoint=http://127.0.0.1:%d
            s3proxy.authorization=aws-v2-or-v4
            s3proxy.identity=%s
            s3proxy.credential=%s
            jclouds.provider=filesystem-nio2
            jclouds.identity=local
            jclouds.credential=local
            jclouds.filesystem.basedir=%s
            """;

    private static final String LOG = """
            <configuration><appender name="out" class="ch.qos.logback.core.ConsoleAppender">
            <encoder><pattern>%d %level %logger %msg%n</pattern></encoder></appender>
            <root level="WARN"><appender-ref ref="out"/></root></configuration>
            """;

    private final Path folder;
    private final Path buckets;
    private final int port = FreePort.find();
    private final Process process;

    S3Server(Path folder) throws IOException {
        this.folder = folder;
        this.buckets = Files.createDirectories(folder.resolve("buckets"));
        Path log = Files.writeString(folder.resolve("logback.xml"), LOG);
        Path settings = Files.writeString(
                folder.resolve("s3proxy.conf"), SETTINGS.formatted(port, ACCESS_KEY, SECRET_KEY, buckets));
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dlogback.configurationFile=" + log,
                        "-cp",
                        Path.of("target", "s3proxy", "*").toString(),
                        "org.gaul.s3proxy.Main",
                        "--properties",
                        settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.log").toFile())
                .start();
        Awaiting.until("the server listens", this::listens);
    }

    private boolean listens() throws IOException {
        if (!process.isAlive()) {
            throw new IOException("the server has ended: " + Files.readString(folder.resolve("output.log")));
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    int port() {
        return port;
    }

    Path makeBucket(String name) throws IOException {
        return Files.createDirectory(buckets.resolve(name));
    }

    /** Keys of all objects, in the order in which they were put last. */
    List<String> keys(String bucket) {
        Path root = buckets.resolve(bucket);
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(file -> file.toString().endsWith(".ndjson.gz"))
                    .sorted(Comparator.comparing(S3Server::written).thenComparing(Path::toString))
                    .map(file -> root.relativize(file).toString())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long written(Path file) {
        try {
            return Files.getLastModifiedTime(file).toMillis();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of an object that is whole. */
    List<String> lines(String bucket, String key) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(
                Files.readAllBytes(buckets.resolve(bucket).resolve(key))))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(key, e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
