package io.tidegate.site;

/**
 * A secret that the site file refers to ({@code ${env:NAME}}, {@code ${file:PATH}}). It never shows itself.
 *
 * @param reference as it stands in the file, which may be shown
 * @param reveal the secret itself
 */
public record Secret(String reference, String reveal) {

    @Override
    public String toString() {
        return reference;
    }
}
