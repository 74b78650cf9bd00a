package io.tidegate.clouds.mqtt;

import io.tidegate.sync.SinkContract;
import io.tidegate.testing.Mosquitto;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract at a real Mosquitto, whose limit is below the poisoned entry. */
abstract class MosquittoContract extends SinkContract {

    protected static final long MOSQUITTO_TAKES = 6_000;

    @TempDir
    Path folder;

    protected Mosquitto broker;
    protected ToldWhatArrived listener;

    @BeforeEach
    void start_broker() throws Exception {
        broker = Mosquitto.start(
                folder.resolve("broker"), "message_size_limit " + MOSQUITTO_TAKES, "max_queued_messages 0");
        listener = new ToldWhatArrived(broker);
    }

    @AfterEach
    void stop_broker() {
        listener.close();
        broker.close();
    }

    @Override
    protected Place place() {
        return listener;
    }
}
