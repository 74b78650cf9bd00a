package io.tidegate.gateway.siteversions;

import java.util.Locale;

/**
 * Who wants another version of the site file. Immutable.
 *
 * @param name in the words of that door: a person as he names himself, a cloud with its command; empty where nobody says
 */
public record Who(Door door, String name) {

    /** Longer ones are cut: it is shown in a list. */
    static final int NAME_LENGTH_MAX = 100;

    /** By which way it came. */
    public enum Door {
        /** The file had changed while the gateway did not run. */
        START,
        /** SIGHUP. */
        RELOAD,
        /** A person at the pages. */
        PAGE,
        /** A program that speaks HTTP. */
        API,
        /** A command. */
        CLOUD;

        /** As the API says it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Who {
        String plain = name.codePoints()
                .filter(each -> !Character.isISOControl(each))
                .limit(NAME_LENGTH_MAX)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        name = plain.strip();
    }

    public static Who at(Door door) {
        return new Who(door, "");
    }

    /** @param command its id there */
    public static Who cloud(String sink, String command) {
        return new Who(Door.CLOUD, sink + " " + command);
    }

    /** Of a cloud, over which sink it asks. */
    String sink() {
        return name.replaceFirst(" .*", "");
    }

    @Override
    public String toString() {
        return name.isEmpty() ? door.word() : door.word() + " " + name;
    }
}
