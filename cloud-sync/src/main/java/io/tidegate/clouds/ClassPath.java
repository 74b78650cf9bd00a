package io.tidegate.clouds;

/**
 * The way to libraries that only some sites use. They are on the class path, since as parts of the module graph they would cost
 * each site memory and a part of its start. Safe from any thread.
 */
public final class ClassPath {

    private ClassPath() {}

    /** From here on our module may use them. */
    public static void read() {
        ClassPath.class.getModule().addReads(ClassPath.class.getClassLoader().getUnnamedModule());
    }
}
