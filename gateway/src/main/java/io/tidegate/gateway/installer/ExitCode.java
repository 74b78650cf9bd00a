package io.tidegate.gateway.installer;

/** How the program ends: what scripts and systemd see. Constants only. */
public final class ExitCode {

    /** Everything went well, or it was stopped by who had started it. */
    public static final int OK = 0;

    /** The file that was named, a site file mostly, has errors, which were listed. */
    public static final int INVALID_FILE = 1;

    /** The command line was not understood, or names what is not there. */
    public static final int USAGE = 2;

    /** The gateway cannot start (a port is taken, the data folder is in use), or who was asked does not answer. */
    public static final int CANNOT_START = 3;

    /** A mistake in the program, as EX_SOFTWARE of sysexits.h: a new start helps, and loses nothing. */
    public static final int MISTAKE = 70;

    private ExitCode() {}
}
