package io.tidegate.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A load generator at work, in its own process. Used by one thread. */
final class LoadRun implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;

    private LoadRun(Process process) {
        this.process = process;
        this.output = process.inputReader();
    }

    static LoadRun start(LoadOrder order) throws IOException {
        List<String> command = new ArrayList<>(Ground.ownJava());
        command.add(Load.class.getName());
        command.addAll(order.arguments());
        return new LoadRun(Program.talking(command));
    }

    /** Returns when the warm-up is over. */
    LoadRun awaitCounting() throws IOException {
        String line = line();
        if (!line.equals("counting")) {
            throw new IOException("the load generator said '" + line + "'");
        }
        return this;
    }

    /** Returns when it has come to its end. */
    LoadFigures awaitEnd() throws IOException {
        String line = line();
        if (!LoadFigures.isIn(line)) {
            throw new IOException("the load generator said '" + line + "'");
        }
        return LoadFigures.of(line);
    }

    LoadFigures stop() throws IOException {
        process.getOutputStream().close();
        return awaitEnd();
    }

    private String line() throws IOException {
        String line = output.readLine();
        if (line == null) {
            throw new IOException("the load generator has ended, see its errors above");
        }
        return line;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
