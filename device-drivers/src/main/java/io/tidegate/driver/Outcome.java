package io.tidegate.driver;

/** What became of a command. */
public sealed interface Outcome {

    /** The device has done it, and that is on disk. */
    record Done() implements Outcome {}

    /** It is not done, and will not be. */
    record Declined(String reason) implements Outcome {

        /** By a device that only shows something. */
        public static final Declined BY_NO_OUTPUT =
                new Declined("nobody tells this device what to do: give commands to outputs, such as relays");
    }

    /** Nobody knows, or it is not on disk: the device's next reading tells. It is not done any later. */
    record Unanswered(String reason) implements Outcome {}
}
