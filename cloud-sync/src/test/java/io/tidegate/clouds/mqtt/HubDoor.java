package io.tidegate.clouds.mqtt;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Lets devices in as an Azure IoT Hub does: MQTT 3.1.1 only, by user name and a token that it proves, and ends a connection with
 * its token, by a clock of its own. It ends one, too, that wants to hear more than what is meant for its device. Behind it is a
 * broker.
 */
final class HubDoor implements AutoCloseable {

    private static final byte[] NOT_THIS_VERSION = {0x20, 2, 0, 1};
    private static final byte[] NOT_AUTHORIZED = {0x20, 2, 0, 5};
    private static final int LEVEL_OF_311 = 4;
    private static final int SUBSCRIBE = 8;
    private static final Pattern TOKEN = Pattern.compile("SharedAccessSignature sr=([^&]+)&sig=([^&]+)&se=(\\d+)");

    private final ServerSocket door = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final int broker;
    private final String key;
    private final Clock clock;
    private final List<Instant> ends = new CopyOnWriteArrayList<>();
    private final AtomicInteger cuts = new AtomicInteger();
    private final AtomicInteger curious = new AtomicInteger();

    HubDoor(int broker, String key, Clock clock) throws IOException {
        this.broker = broker;
        this.key = key;
        this.clock = clock;
        Thread.ofVirtual().name("hub-door").start(this::serve);
    }

    URI url() {
        return URI.create("mqtt://127.0.0.1:" + door.getLocalPort());
    }

    /** Of the tokens that were shown and believed. */
    List<Instant> ends() {
        return ends;
    }

    /** Connections that outlived their token. */
    int cuts() {
        return cuts.get();
    }

    /** Connections that wanted to hear what they may not. */
    int curious() {
        return curious.get();
    }

    private void serve() {
        while (!door.isClosed()) {
            try {
                Socket near = door.accept();
                Thread.ofVirtual().name("hub-guest").start(() -> receive(near));
            } catch (IOException closed) {
                return;
            }
        }
    }

    /** Of a device: what comes first on the line, and all that belongs to it. */
    private record Packet(int first, byte[] content) {

        static Packet read(DataInputStream in) throws IOException {
            int first = in.readUnsignedByte();
            return new Packet(first, in.readNBytes(StrictBroker.variableLength(in)));
        }

        void write(OutputStream out) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.write(first);
            int left = content.length;
            do {
                bytes.write(left > 0x7F ? left & 0x7F | 0x80 : left);
                left >>= 7;
            } while (left > 0);
            bytes.write(content);
            out.write(bytes.toByteArray());
        }

        boolean isSubscribe() {
            return first >> 4 == SUBSCRIBE;
        }

        /** Behind the packet's number, each with its QoS. */
        Set<String> filters() {
            Set<String> filters = new HashSet<>();
            ByteBuffer said = ByteBuffer.wrap(content).position(Short.BYTES);
            while (said.hasRemaining()) {
                filters.add(text(said));
                said.get();
            }
            return filters;
        }
    }

    private void receive(Socket near) {
        try (near) {
            DataInputStream in = new DataInputStream(near.getInputStream());
            Packet connect = Packet.read(in);
            ByteBuffer said = ByteBuffer.wrap(connect.content);
            text(said);
            if (said.get() != LEVEL_OF_311) {
                near.getOutputStream().write(NOT_THIS_VERSION);
                return;
            }
            // Flags and keep-alive; a device has no will here.
            said.position(said.position() + 3);
            String device = text(said);
            Instant end = end(device, text(said), text(said));
            if (!end.isAfter(clock.instant())) {
                near.getOutputStream().write(NOT_AUTHORIZED);
                return;
            }
            ends.add(end);
            try (Socket far = new Socket(InetAddress.getLoopbackAddress(), broker)) {
                connect.write(far.getOutputStream());
                Thread.ofVirtual().name("hub-back").start(() -> carry(far, near));
                lead(in, far, device, end);
            }
        } catch (IOException | GeneralSecurityException ended) {
            // One of the two has gone.
        }
    }

    private static String text(ByteBuffer from) {
        byte[] bytes = new byte[Short.toUnsignedInt(from.getShort())];
        from.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Long ago where it is not to be believed. */
    private Instant end(String device, String user, String password) throws GeneralSecurityException {
        Matcher token = TOKEN.matcher(password);
        if (!user.equals("127.0.0.1/" + device + "/?api-version=2021-04-12") || !token.matches()) {
            return Instant.EPOCH;
        }
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(key), "HmacSHA256"));
        byte[] right = mac.doFinal((token.group(1) + "\n" + token.group(3)).getBytes(StandardCharsets.UTF_8));
        boolean isTheirs = decoded(token.group(1)).equals("127.0.0.1/devices/" + device)
                && decoded(token.group(2)).equals(Base64.getEncoder().encodeToString(right));
        return isTheirs ? Instant.ofEpochSecond(Long.parseLong(token.group(3))) : Instant.EPOCH;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private void lead(DataInputStream in, Socket far, String device, Instant end) throws IOException {
        Set<String> own = Set.of("devices/" + device + "/messages/devicebound/#");
        while (true) {
            Packet packet = Packet.read(in);
            if (!end.isAfter(clock.instant())) {
                cuts.incrementAndGet();
                return;
            }
            if (packet.isSubscribe() && !packet.filters().equals(own)) {
                curious.incrementAndGet();
                return;
            }
            packet.write(far.getOutputStream());
        }
    }

    private static void carry(Socket far, Socket near) {
        try (near) {
            far.getInputStream().transferTo(near.getOutputStream());
        } catch (IOException ended) {
            // One of the two has gone.
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
