package io.tidegate.sync;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tidegate.testing.Awaiting;
import io.tidegate.testing.RootCommand;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A network of the kernel's own between a sink and its server: a pair of virtual cables into a namespace, whose packet filter
 * does what a test says. Connections that stay open while their packets vanish are to be had in no other way. Behind it two
 * socat carry the bytes on to the server. Needs root, as {@code ./verify} has it. Used by one test thread.
 */
final class KernelLink implements AutoCloseable {

    private static final long COMMAND_SECONDS_MAX = 20;
    private static final int PORT = 7000;

    /** Addresses for tests of networks (RFC 2544): nobody has them. One subnet of four for each process. */
    private final String subnet = "198.18." + ProcessHandle.current().pid() / 64 % 256 + ".";

    private final long host = ProcessHandle.current().pid() % 64 * 4;
    private final String namespace = "tidegate-" + ProcessHandle.current().pid();
    private final List<Process> carriers = new ArrayList<>();

    private KernelLink() {}

    /** @param folder for the socket between the two networks */
    static KernelLink to(int serverPort, Path folder) throws Exception {
        KernelLink link = new KernelLink();
        assumeTrue(run("ip", "netns", "add", link.namespace), "no namespaces here: needs root, and CAP_NET_ADMIN");
        try {
            link.lay(serverPort, folder.resolve("link.sock"));
            return link;
        } catch (Exception | AssertionError broken) {
            link.close();
            throw broken;
        }
    }

    private void lay(int serverPort, Path socket) throws Exception {
        String id = String.valueOf(ProcessHandle.current().pid());
        RootCommand.run(
                "ip", "link", "add", "tgh" + id, "type", "veth", "peer", "name", "tgc" + id, "netns", namespace);
        RootCommand.run("ip", "addr", "add", subnet + (host + 1) + "/30", "dev", "tgh" + id);
        RootCommand.run("ip", "link", "set", "tgh" + id, "up");
        RootCommand.run("ip", "-n", namespace, "addr", "add", address() + "/30", "dev", "tgc" + id);
        RootCommand.run("ip", "-n", namespace, "link", "set", "tgc" + id, "up");
        filter("add table inet f; add chain inet f in { type filter hook input priority 0; }");
        carry("socat", "UNIX-LISTEN:" + socket + ",fork", "TCP:127.0.0.1:" + serverPort);
        carry(
                "ip",
                "netns",
                "exec",
                namespace,
                "socat",
                "TCP-LISTEN:" + PORT + ",fork,reuseaddr",
                "UNIX-CONNECT:" + socket);
        Awaiting.until("the link carries", this::answers);
    }

    private String address() {
        return subnet + (host + 2);
    }

    /** The same place, by way of the link. */
    URI by(URI direct) {
        return URI.create(direct.getScheme() + "://" + address() + ":" + PORT
                + (direct.getRawPath() == null ? "" : direct.getRawPath()));
    }

    /** What is sent vanishes, and nobody says so. */
    void swallow() throws Exception {
        filter("add rule inet f in drop");
    }

    /** So many of a hundred packets vanish. */
    void swallow(int percent) throws Exception {
        filter("add rule inet f in numgen random mod 100 < " + percent + " drop");
    }

    void heal() throws Exception {
        filter("flush chain inet f in");
    }

    private void filter(String rules) throws Exception {
        RootCommand.run("ip", "netns", "exec", namespace, "nft", rules);
    }

    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address(), PORT), 500);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private void carry(String... command) throws IOException {
        carriers.add(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return process.waitFor(COMMAND_SECONDS_MAX, TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    @Override
    public void close() throws IOException {
        // The children of socat end with their connections, and the cable with its namespace.
        for (Process carrier : carriers) {
            carrier.descendants().forEach(ProcessHandle::destroyForcibly);
            carrier.destroyForcibly();
        }
        try {
            run("ip", "netns", "delete", namespace);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
