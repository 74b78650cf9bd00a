package io.tidegate.gateway.pages;

import io.tidegate.site.WebSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * By which names this gateway may be asked. Any web site can have its own name lead here, and a browser then takes that
 * site's scripts for the gateway's (DNS rebinding); a number, or a name that only the network on the spot gives, is
 * nobody else's. Immutable.
 */
record OwnNames(Set<String> names) {

    /** What Linux calls the machine; asking the resolver could take as long as a network that is away. */
    private static final Path MACHINE = Path.of("/proc/sys/kernel/hostname");

    static OwnNames of(WebSettings settings) {
        return of(settings, machine());
    }

    static OwnNames of(WebSettings settings, String machine) {
        Set<String> names = new TreeSet<>(List.of("localhost", small(settings.host())));
        if (!machine.isBlank()) {
            String whole = small(machine.strip());
            String first = whole.split("\\.", 2)[0];
            names.addAll(List.of(whole, first, first + ".local"));
        }
        return new OwnNames(names);
    }

    private static String machine() {
        try {
            return Files.readString(MACHINE);
        } catch (IOException elsewhere) {
            return "";
        }
    }

    /** @param host of the header, without its port */
    boolean include(String host) {
        return names.contains(small(host)) || isNumber(host);
    }

    private static boolean isNumber(String host) {
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        try {
            InetAddress.ofLiteral(bracketed ? host.substring(1, host.length() - 1) : host);
            return true;
        } catch (IllegalArgumentException name) {
            return false;
        }
    }

    private static String small(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
