package io.tidegate.devices.opcua;

import io.tidegate.digest.Digests;
import io.tidegate.driver.DeviceException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whom the gateway trusts: servers whose certificate somebody has moved to {@code trusted/}, or that was issued by one there.
 * Others are laid down in {@code rejected/}. A server whose own certificate is there is trusted whatever its dates say: who
 * moved it there meant this very one. Safe from any thread.
 */
final class TrustList {

    /** A stranger who makes up certificates must not fill the disk; the oldest goes first. */
    private static final int REJECTED_MAX = 50;

    private static final int TRUSTED_MAX = 1_000;
    private static final int CERTIFICATE_BYTES_MAX = 64 * 1024;

    private final Path trusted;
    private final Path rejected;

    TrustList(Path folder) {
        Path whole = folder.toAbsolutePath().normalize();
        this.trusted = whole.resolve("trusted");
        this.rejected = whole.resolve("rejected");
    }

    /** @param chain the server's own certificate first. @throws DeviceException when it is not trusted; says what to do */
    void check(List<X509Certificate> chain, String place) throws DeviceException {
        X509Certificate server = chain.getFirst();
        try {
            Files.createDirectories(trusted);
            Files.createDirectories(rejected);
            for (X509Certificate known : known()) {
                if (known.equals(server) || isIssuer(known, server)) {
                    return;
                }
            }
            Path file = layDown(server);
            throw new DeviceException("the OPC UA server at " + place + " is not trusted yet (SHA-1 "
                    + thumbprint(server, "SHA-1") + ", SHA-256 " + thumbprint(server, "SHA-256")
                    + "): check that this is its certificate, and then move " + file + " to " + trusted);
        } catch (IOException | CertificateException e) {
            throw new DeviceException(
                    "the certificates of OPC UA servers cannot be kept in " + trusted.getParent() + " ("
                            + e.getClass().getSimpleName() + "): check that the gateway may write there",
                    e);
        }
    }

    private List<X509Certificate> known() throws IOException, CertificateException {
        CertificateFactory reading = CertificateFactory.getInstance("X.509");
        List<X509Certificate> known = new ArrayList<>();
        try (Stream<Path> files = Files.list(trusted)) {
            for (Path file :
                    files.filter(Files::isRegularFile).limit(TRUSTED_MAX).toList()) {
                try (InputStream in = Files.newInputStream(file)) {
                    byte[] bytes = in.readNBytes(CERTIFICATE_BYTES_MAX);
                    known.add((X509Certificate) reading.generateCertificate(new ByteArrayInputStream(bytes)));
                } catch (CertificateException noCertificate) {
                    // Somebody's note beside the certificates trusts nobody, and harms nobody.
                }
            }
        }
        return known;
    }

    private static boolean isIssuer(X509Certificate known, X509Certificate server) {
        try {
            if (known.getBasicConstraints() < 0
                    || !known.getSubjectX500Principal().equals(server.getIssuerX500Principal())) {
                return false;
            }
            known.checkValidity();
            server.checkValidity();
            server.verify(known.getPublicKey());
            return true;
        } catch (GeneralSecurityException notIssued) {
            return false;
        }
    }

    private Path layDown(X509Certificate server) throws IOException, CertificateException {
        Path file = rejected.resolve(thumbprint(server, "SHA-1") + ".der");
        if (!Files.exists(file)) {
            makeRoom();
            Files.write(file, server.getEncoded());
        }
        return file;
    }

    private void makeRoom() throws IOException {
        List<Path> oldest;
        try (Stream<Path> files = Files.list(rejected)) {
            oldest = files.sorted(Comparator.comparingLong(file -> file.toFile().lastModified()))
                    .toList();
        }
        for (Path file : oldest.subList(0, Math.max(0, oldest.size() - REJECTED_MAX + 1))) {
            Files.delete(file);
        }
    }

    private static String thumbprint(X509Certificate certificate, String algorithm) throws CertificateException {
        return HexFormat.of().formatHex(Digests.started(algorithm).digest(certificate.getEncoded()));
    }
}
