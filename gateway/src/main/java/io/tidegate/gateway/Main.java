package io.tidegate.gateway;

/** Takes the command. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {}
}
