package io.tidegate.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.site.MqttSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * What everybody outside can make the gateway hold in memory at worst, all at once, beside what it needs by itself. A new
 * limit of bytes has its line here, so that it is weighed against the others.
 */
class HeapTest {

    private static final int CLIENTS = MqttSettings.Limits.DEFAULT.clients();

    /** As of {@code MqttIntake.LOOPS_MAX}. */
    private static final int LOOPS = 4;

    /** Drivers, and as many clouds, of a large site on a small box. */
    private static final int FEW = 4;

    /** After a collection, with a quiet site. */
    private static final long AT_REST = 8 << 20;

    /** A connection that holds nothing, and a session whose client is absent. */
    private static final long CONNECTION = 7 << 10;

    private static final long ABSENT_SESSION = 700;

    private static final Pattern CONSTANT =
            Pattern.compile("static final (?:int|long) (\\w*BYTES_MAX) =\\s*([0-9L_*<\\s]+);");

    /** How often each may be used up at the same time. */
    private static final Map<String, Integer> TIMES = Map.ofEntries(
            Map.entry("mqttserver.Exchange.RECEIVED_BYTES_MAX", 1),
            Map.entry("mqttserver.Exchange.WRITTEN_BYTES_MAX", 1),
            // Read when no more may be held, and answers to it.
            Map.entry("mqttserver.Listener.CHUNK_BYTES_MAX", 2 * CLIENTS),
            Map.entry("mqttserver.Sessions.QUEUED_BYTES_MAX", 1),
            Map.entry("mqttserver.Sessions.UNFINISHED_BYTES_MAX", 1),
            Map.entry("mqttserver.Sessions.WILL_BYTES_MAX", 1),
            Map.entry("mqttserver.Sessions.PACKET_ID_BYTES_MAX", 1),
            Map.entry("mqttserver.Retained.BYTES_MAX", 1),
            Map.entry("mqttserver.Routes.BYTES_MAX", 1),
            // And as much for the routes.
            Map.entry("mqttserver.TopicCache.BYTES_MAX", 2 * LOOPS),
            Map.entry("mqttserver.PacketWriter.KEPT_BYTES_MAX", LOOPS),
            Map.entry("mqtt.Room.BYTES_MAX", 1),
            Map.entry("mqtt.TopicInterpreter.TOPIC_BYTES_MAX", FEW),
            Map.entry("mqtt.MqttInbox.TAKEN_BYTES_MAX", FEW),
            Map.entry("gadgets.JsonDocument.TREE_BYTES_MAX", FEW),
            Map.entry("gadgets.HomeAssistant.BYTES_MAX", 1),
            Map.entry("journal.WaitingLine.WAITING_BYTES_MAX", 1),
            Map.entry("journal.WaitingLine.GROUP_BYTES_MAX", 1),
            // Read for a cloud.
            Map.entry("journal.Block.BYTES_MAX", FEW),
            Map.entry("live.LiveRoom.BYTES_MAX", 1),
            // In the queue of a cloud that asks, with its answer.
            Map.entry("http.HttpCommands.BYTES_MAX", 1),
            Map.entry("observation.RemoteCommand.BYTES_MAX", 32),
            // They take turns.
            Map.entry("partners.PartnerLine.ANSWER_BYTES_MAX", 1),
            Map.entry("pages.Bodies.BYTES_MAX", 1),
            Map.entry("pages.StreamFeed.UNREAD_BYTES_MAX", 1),
            Map.entry("pages.Workers.UNREAD_BYTES_MAX", 1));

    /** Within another one, on disk, small, of one thing at a time, or of what is not there beside the others. */
    private static final Set<String> COUNTED_ELSEWHERE = Set.of(
            // Half a MiB for the batches of the standard, beside what every cloud makes of one; more only for larger
            // ones.
            "kafka.Settings.UNDER_WAY_BYTES_MAX",
            "kafka.Settings.PIECE_BYTES_MAX",
            "mqttserver.Inbound.WAITING_BYTES_MAX",
            "mqttserver.Session.QUEUE_BYTES_MAX",
            "mqttserver.Outbound.TURN_BYTES_MAX",
            "mqttserver.Listener.WRITE_QUEUE_BYTES_MAX",
            "mqttserver.TopicCache.TOPIC_BYTES_MAX",
            "mqtt.PayloadDecoder.PAYLOAD_BYTES_MAX",
            "gadgets.JsonDocument.BYTES_MAX",
            // With an existing broker, instead of all that the own server holds.
            "mqtt.Session.WAITING_BYTES_MAX",
            "observation.Parked.PAYLOAD_BYTES_MAX",
            "scale.Line.READ_BYTES_MAX",
            "serialscanner.SerialScannerDriver.READ_BYTES_MAX",
            "serialscanner.Pieces.BYTES_MAX",
            "net.Pem.FILE_BYTES_MAX",
            "site.SecretReader.BYTES_MAX",
            "site.YamlText.BYTES_MAX",
            "journal.Block.PLAIN_BYTES_MAX",
            "journal.ByteWriter.VARINT_BYTES_MAX",
            "journal.ParkedTable.BYTES_MAX",
            // The smaller ones are kept, of the larger ones only the beginning.
            "mqtt.Caller.PACKET_BYTES_MAX",
            "journal.Piece.BYTES_MAX",
            "journal.Rejections.KEPT_BYTES_MAX",
            "http.AccessToken.ANSWER_BYTES_MAX",
            "http.BodyStart.BYTES_MAX",
            "opcua.TrustList.CERTIFICATE_BYTES_MAX",
            "pages.Bodies.TABLE_BYTES_MAX",
            "pages.CommandBody.BYTES_MAX",
            "pages.Intake.BODY_BYTES_MAX",
            "pages.LiveFeed.UNREAD_BYTES_MAX",
            "pages.WebServer.ADDRESS_BYTES_MAX",
            "pages.WebServer.HEADER_BYTES_MAX",
            "labels.Press.FILE_BYTES_MAX",
            "demo.StandInCloud.BODY_BYTES_MAX");

    @Test
    void every_limit_of_bytes_has_been_weighed() {
        Set<String> weighed = new TreeSet<>(TIMES.keySet());
        weighed.addAll(COUNTED_ELSEWHERE);
        assertEquals(new TreeSet<>(constants().keySet()), weighed, "those in the code, and those listed here");
    }

    @Test
    void all_of_it_at_once_fits_into_the_heap_of_the_command() {
        Map<String, Long> constants = constants();
        long atWorst = AT_REST + CLIENTS * (CONNECTION + 2 * ABSENT_SESSION);
        for (Map.Entry<String, Integer> each : TIMES.entrySet()) {
            atWorst += constants.getOrDefault(each.getKey(), 0L) * each.getValue();
        }
        assertTrue(atWorst < heap(), (atWorst >> 10) + " KiB at worst, of " + (heap() >> 10));
    }

    private static long heap() {
        Matcher option = Pattern.compile("-Xmx(\\d+)m").matcher(House.text(Path.of("tidegate")));
        assertTrue(option.find(), "the command says how much");
        return Long.parseLong(option.group(1)) << 20;
    }

    private static Map<String, Long> constants() {
        Map<String, Long> found = new TreeMap<>();
        for (Path file : House.files(".java")) {
            if (file.toString().contains("src/main/java")) {
                Matcher constant = CONSTANT.matcher(House.text(file));
                while (constant.find()) {
                    String type = file.getFileName().toString().replace(".java", "");
                    String room = file.getParent().getFileName().toString();
                    found.put(room + "." + type + "." + constant.group(1), value(constant.group(2)));
                }
            }
        }
        return found;
    }

    /** Of a product or a shift of numbers. */
    private static long value(String spelled) {
        String[] shift = spelled.replaceAll("[L_\\s]", "").split("<<");
        long value = 1;
        for (String factor : shift[0].split("\\*")) {
            value *= Long.parseLong(factor);
        }
        return shift.length > 1 ? value << Integer.parseInt(shift[1]) : value;
    }
}
