package io.tidegate.observation;

/**
 * What a cloud asks of the site, and what became of it. Its device is the sink over which it was asked. In JSON its members
 * stand in an object that is named like its kind ({@link RemoteJson}).
 */
public sealed interface Remote extends Observation permits RemoteCommand, CommandResult {

    /** The cloud's own id of the command, by which a repeat is known; unique in that sink. */
    String id();
}
