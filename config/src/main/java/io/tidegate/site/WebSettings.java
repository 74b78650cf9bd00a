package io.tidegate.site;

/**
 * The pages and the API.
 *
 * @param port 0 for any free one
 * @param insecure says that the pages may be reached by others without a log-in; needed for any host but loopback
 */
public record WebSettings(String host, int port, boolean insecure) {
    public static final WebSettings DEFAULT = new WebSettings("127.0.0.1", 8080, false);

    /** Whether nobody else can reach the pages, whatever {@link #insecure} says. */
    public boolean onlyThisBox() {
        return Hosts.isLoopback(host);
    }
}
