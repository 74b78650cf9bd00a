package io.tidegate.observation;

import java.time.Instant;

/**
 * A command as it came from a cloud; what it means is found out when it is carried out. Immutable.
 *
 * @param body a JSON object without blanks, with the id in it ({@link RemoteJson#command})
 */
public record RemoteCommand(DeviceId device, Instant at, String id, String body) implements Remote {

    public static final String KIND = "command";

    /** Of a command as it comes. None that a person writes is longer, and its sender gets it back in an entry. */
    public static final int BYTES_MAX = 16 * 1024;

    public RemoteCommand {
        Observation.checkTime(at);
        Booking.checkId(id);
        if (body.length() > BYTES_MAX) {
            throw new IllegalArgumentException("a command has at most " + BYTES_MAX + " characters");
        }
    }

    @Override
    public String kind() {
        return KIND;
    }
}
