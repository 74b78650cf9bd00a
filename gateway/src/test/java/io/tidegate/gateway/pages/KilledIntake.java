package io.tidegate.gateway.pages;

import java.nio.file.Path;

/** The pages of a site until somebody kills them. Says its port. */
final class KilledIntake {

    private KilledIntake() {}

    public static void main(String[] arguments) throws Exception {
        try (WebSite site = new WebSite(Path.of(arguments[0]))) {
            System.out.println(site.web.port());
            // Ends with the test, too.
            while (System.in.read() >= 0) {
                // it says nothing
            }
        }
    }
}
