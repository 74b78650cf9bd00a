package io.tidegate.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.ConnectException;
import java.net.Socket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MosquittoTest {

    @Test
    void it_comes_back_on_the_same_port(@TempDir Path folder) throws Exception {
        try (Mosquitto broker = Mosquitto.start(folder)) {
            int port = broker.port();
            broker.stop();
            assertThrows(ConnectException.class, () -> new Socket("127.0.0.1", port).close());
            broker.restart();
            assertEquals(port, broker.port());
            new Socket("127.0.0.1", port).close();
        }
    }
}
