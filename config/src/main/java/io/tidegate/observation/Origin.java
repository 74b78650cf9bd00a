package io.tidegate.observation;

/** Where entries come from: the ids of a site and of one of its gateways. */
public record Origin(String site, String gateway) {

    /** The entry's id everywhere, by which a receiver drops repeats: {@code gw-1:4711}. */
    public String idOf(long position) {
        return gateway + ":" + position;
    }

    /** A template with these ids in the place of {@code {site}} and {@code {gateway}}. */
    public String fillIn(String template) {
        return template.replace("{site}", site).replace("{gateway}", gateway);
    }
}
