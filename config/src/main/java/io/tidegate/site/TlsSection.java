package io.tidegate.site;

import io.tidegate.net.Tls;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code tls:}, who is at both ends of a secure line. Safe from any thread. */
record TlsSection(SecretReader secrets) {

    /** What a line with encryption is called, beside one without. */
    private static final Map<String, String> SECURE = Map.of("http", "https", "mqtt", "mqtts", "nats", "tls");

    /** Keys that hold the addresses: where one cannot be read nobody knows whether the line is a secure one. */
    private static final List<String> ADDRESSES = List.of("url", "fallbacks");

    /** Of a line to one of these addresses, which must be a secure one. */
    Tls read(Mapping item, List<URI> urls) {
        boolean isSecure = urls.stream().anyMatch(url -> SECURE.containsValue(url.getScheme()));
        String scheme = SECURE.getOrDefault(urls.getFirst().getScheme(), "https");
        return read(
                item,
                isSecure || ADDRESSES.stream().anyMatch(item::isUnreadable),
                "an address without encryption. Write " + scheme + ":// as the url.");
    }

    /** @param otherwise completes the sentence where the line is none */
    Tls read(Mapping item, boolean isSecure, String otherwise) {
        if (item.has("tls") && !isSecure) {
            item.problem("tls", "is of no use to " + otherwise);
        }
        Optional<Mapping> section = item.section("tls");
        if (section.isEmpty()) {
            return Tls.STANDARD;
        }
        Mapping keys = section.get();
        Optional<Path> ca = keys.maybe("ca", secrets.file("/etc/tidegate/ca.pem"));
        Optional<Path> certificate = keys.maybe("certificate", secrets.file("/etc/tidegate/gw-1.pem"));
        Optional<Path> key = keys.maybe("key", secrets.ownFile("/etc/tidegate/gw-1.key"));
        keys.close();
        if (keys.has("certificate") != keys.has("key")) {
            keys.problem(
                    keys.has("key") ? "key" : "certificate",
                    "stands alone. Name the file of the other half beside it: certificate and key.");
        }
        return certificate.isPresent() && key.isPresent()
                ? new Tls(ca, certificate, key)
                : new Tls(ca, Optional.empty(), Optional.empty());
    }
}
