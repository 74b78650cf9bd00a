package io.tidegate.net;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whom we believe at the other end of a secure line, and who we are there. Immutable.
 *
 * @param ca certificates in PEM: who shows one of them, or one that they have signed, is believed, and nobody else.
 *     Absent: whom Java trusts
 * @param certificate ours in PEM, and behind it those of its issuers. Absent: we show none
 * @param key in PEM, of our certificate, and given with it
 */
public record Tls(Optional<Path> ca, Optional<Path> certificate, Optional<Path> key) {

    /** As Java does it: we believe whom it trusts, and show nothing. */
    public static final Tls STANDARD = new Tls(Optional.empty(), Optional.empty(), Optional.empty());

    public Tls {
        if (certificate.isPresent() != key.isPresent()) {
            throw new IllegalArgumentException("a certificate and its key go together");
        }
    }

    public static Tls trusting(Path ca) {
        return new Tls(Optional.of(ca), Optional.empty(), Optional.empty());
    }

    /** Who shows a certificate beside believing. */
    public Tls showing(Path certificate, Path key) {
        return new Tls(ca, Optional.of(certificate), Optional.of(key));
    }

    public boolean isStandard() {
        return equals(STANDARD);
    }

    /** Whether this user may read all of its files, as the gateway must. */
    public boolean isReadable() {
        return files().allMatch(Files::isReadable);
    }

    Stream<Path> files() {
        return Stream.of(ca, certificate, key).flatMap(Optional::stream);
    }
}
