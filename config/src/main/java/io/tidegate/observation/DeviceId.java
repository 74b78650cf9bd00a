package io.tidegate.observation;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name of a device, unique in its site: 1 to 64 of {@code a-z 0-9 . _ -}, beginning with a letter or digit. It
 * stands in file names, topics and addresses, so that nothing in it ever needs quoting.
 */
public record DeviceId(String value) implements Comparable<DeviceId> {

    public static final int LENGTH_MAX = 64;

    private static final Pattern VALID = Pattern.compile("[a-z0-9][a-z0-9._-]{0," + (LENGTH_MAX - 1) + "}");
    private static final Pattern FOREIGN = Pattern.compile("[^a-z0-9._-]+");

    /** @throws IllegalArgumentException when the text is not a valid id; the message says what is allowed */
    public DeviceId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("'" + value
                    + "' is no device id: use 1 to 64 of a-z, 0-9, '.', '_' and '-', beginning with a letter or digit");
        }
    }

    public static boolean isValid(String text) {
        return VALID.matcher(text).matches();
    }

    /**
     * The id for a name that others chose, as gadgets do in their topics: {@code "Kitchen Fridge"} becomes {@code
     * kitchen-fridge}. Two names that differ only in case or punctuation are one device.
     *
     * @throws IllegalArgumentException when nothing usable is left, or it is longer than {@link #LENGTH_MAX}
     */
    public static DeviceId of(String name) {
        if (isValid(name)) {
            return new DeviceId(name);
        }
        String plain = FOREIGN.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("-");
        int start = 0;
        while (start < plain.length() && !Character.isLetterOrDigit(plain.charAt(start))) {
            start++;
        }
        int end = plain.length();
        while (end > start && plain.charAt(end - 1) == '-') {
            end--;
        }
        return new DeviceId(plain.substring(start, end));
    }

    @Override
    public int compareTo(DeviceId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
