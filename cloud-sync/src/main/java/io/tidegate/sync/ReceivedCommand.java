package io.tidegate.sync;

import java.util.Optional;

/**
 * What a cloud sent where commands come in, not yet looked at.
 *
 * @param place where it came in, such as a topic
 * @param flaw why it is not taken as a command, whatever is in it; such as that nobody knows who has sent it
 */
public record ReceivedCommand(String place, byte[] payload, Optional<String> flaw) {}
