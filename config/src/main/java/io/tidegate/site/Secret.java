package io.tidegate.site;

/**
 * A secret that the site file refers to ({@code ${env:NAME}}, {@code ${file:PATH}}). It never shows itself.
 *
 * @param reference as it stands in the file, which may be shown
 * @param reveal the secret itself
 */
public record Secret(String reference, String reveal) {

    /** One that was not needed to read the site file, and could not be read. */
    static Secret unread(String reference) {
        return new Secret(reference, "");
    }

    /** Whether there is only the reference: none is empty. */
    public boolean isUnread() {
        return reveal.isEmpty();
    }

    @Override
    public String toString() {
        return reference;
    }
}
