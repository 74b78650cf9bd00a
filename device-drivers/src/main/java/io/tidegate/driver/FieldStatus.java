package io.tidegate.driver;

/** What a device says of a field's value, in a text field beside it. */
public final class FieldStatus {

    /** Behind the field's name. */
    public static final String STATUS = ".status";

    public static final String GOOD = "good";

    private FieldStatus() {}
}
