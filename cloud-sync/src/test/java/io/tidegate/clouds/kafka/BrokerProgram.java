package io.tidegate.clouds.kafka;

import java.io.PrintStream;

/**
 * Formats a broker's folder, and runs the broker, in one JVM instead of two. By reflection: it is on the class path only where tests run,
 * and these are compiled also where they do not.
 */
final class BrokerProgram {

    private BrokerProgram() {}

    /** @param arguments the file of settings, and then those of the formatting */
    public static void main(String[] arguments) throws Exception {
        String[] formatting = new String[arguments.length - 1];
        System.arraycopy(arguments, 1, formatting, 0, formatting.length);
        Object outcome = Class.forName("kafka.tools.StorageTool")
                .getMethod("execute", String[].class, PrintStream.class)
                .invoke(null, formatting, System.out);
        if (!Integer.valueOf(0).equals(outcome)) {
            throw new IllegalStateException("formatting ended with " + outcome);
        }
        Class.forName("kafka.Kafka").getMethod("main", String[].class).invoke(null, (Object)
                new String[] {arguments[0]});
    }
}
