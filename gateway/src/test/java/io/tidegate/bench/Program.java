package io.tidegate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A program under test, in a process of its own, with its output in a file. It does not outlive this one. */
final class Program implements AutoCloseable {

    private static final long STOP_SECONDS = 60;
    private static final long CLOSE_SECONDS = 20;
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> RUNNING.forEach(Process::destroyForcibly), "no process is left"));
    }

    private final Process process;
    private final Path log;

    private Program(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    static Program start(Path log, List<String> command, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        return new Program(kept(builder.start()), log);
    }

    /** One whose output is read here. */
    static Process talking(List<String> command) throws IOException {
        return kept(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    private static Process kept(Process process) {
        RUNNING.add(process);
        process.onExit().thenAccept(RUNNING::remove);
        return process;
    }

    Usage usage() throws IOException {
        return Usage.of(process.pid());
    }

    void mustLive() throws IOException {
        if (!process.isAlive()) {
            throw new IOException("it ended by itself with code " + process.exitValue() + ":\n" + output());
        }
    }

    private String output() throws IOException {
        String all = Files.readString(log);
        return all.substring(Math.max(0, all.length() - 4_000));
    }

    /** As a power cut would, if it spared the disk's own memory. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** As systemd would. */
    void stop() throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("it does not stop on SIGTERM:\n" + output());
        }
    }

    /** Asks it first, so that a flight recording is written. */
    @Override
    public void close() {
        process.destroy();
        process.onExit()
                .completeOnTimeout(process, CLOSE_SECONDS, TimeUnit.SECONDS)
                .join();
        process.destroyForcibly();
        process.onExit().join();
    }
}
