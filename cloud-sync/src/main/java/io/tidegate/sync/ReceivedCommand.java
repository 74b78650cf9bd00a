package io.tidegate.sync;

import java.util.Optional;

/**
 * What a cloud sent where commands come in, not yet looked at.
 *
 * @param place where it came in, such as a topic
 * @param flaw why it is not believed that the cloud has sent it: then nothing in it counts
 */
public record ReceivedCommand(String place, byte[] payload, Optional<String> flaw) {}
