package io.tidegate.devices.opcua;

import io.tidegate.driver.DeviceException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.milo.opcua.stack.core.util.CertificateUtil;
import org.eclipse.milo.opcua.stack.core.util.SelfSignedCertificateGenerator;

/**
 * By what servers know the gateway: an application certificate (Part 6, 6.2.2), made at the first use and kept.
 *
 * @param file which the owner of a server gives to it, so that it trusts the gateway
 * @param uri that the certificate is for, and that a server compares
 */
record OwnCertificate(Path file, KeyPair keys, X509Certificate certificate, String uri) {

    private static final String CERTIFICATE = "gateway.der";
    private static final String KEY = "gateway.key";
    private static final int KEY_BITS = 2048;

    /** Whatever the box's clock says before it is set, or the server's: the certificate must not be one of the future. */
    private static final Instant NOT_BEFORE = Instant.parse("2020-01-01T00:00:00Z");

    /** Nobody comes back to change it. */
    private static final Instant NOT_AFTER = Instant.parse("2049-12-31T23:59:59Z");

    /** Two drivers may be opened at once. */
    private static final ReentrantLock MAKING = new ReentrantLock();

    /** @throws DeviceException when it can be neither read nor made */
    static OwnCertificate in(Path folder) throws DeviceException {
        MAKING.lock();
        try {
            Files.createDirectories(folder);
            // The key is written first, so a power cut in between leaves a key without a certificate, and a new one is
            // made.
            if (!Files.exists(folder.resolve(CERTIFICATE))) {
                make(folder);
            }
            return read(folder);
        } catch (IOException e) {
            throw new DeviceException(
                    "the gateway's OPC UA certificate cannot be kept in " + folder + " ("
                            + e.getClass().getSimpleName() + "): check that the gateway may write there",
                    e);
        } catch (GeneralSecurityException e) {
            throw new DeviceException(
                    "the gateway's OPC UA certificate in " + folder
                            + " cannot be read: check who changed it; when both files gateway.* are removed, a new one is"
                            + " made, which each server must trust anew",
                    e);
        } finally {
            MAKING.unlock();
        }
    }

    private static OwnCertificate read(Path folder) throws IOException, GeneralSecurityException {
        Path file = folder.resolve(CERTIFICATE);
        X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(file)));
        byte[] key = Files.readAllBytes(folder.resolve(KEY));
        KeyPair keys = new KeyPair(
                certificate.getPublicKey(),
                KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(key)));
        String uri = CertificateUtil.getSanUri(certificate)
                .orElseThrow(() -> new GeneralSecurityException("no application URI"));
        return new OwnCertificate(file.toAbsolutePath().normalize(), keys, certificate, uri);
    }

    private static void make(Path folder) throws IOException, GeneralSecurityException {
        KeyPair keys = SelfSignedCertificateGenerator.generateRsaKeyPair(KEY_BITS);
        String host = host();
        String uri = "urn:" + host + ":tidegate:" + UUID.randomUUID();
        write(folder, KEY, keys.getPrivate().getEncoded(), "rw-------");
        write(folder, CERTIFICATE, certificate(keys, host, uri).getEncoded(), "rw-r--r--");
    }

    private static X509Certificate certificate(KeyPair keys, String host, String uri) throws GeneralSecurityException {
        try {
            return new SelfSignedCertificateGenerator()
                    .generateSelfSigned(
                            keys,
                            Date.from(NOT_BEFORE),
                            Date.from(NOT_AFTER),
                            "Tidegate on " + host,
                            "Tidegate",
                            null,
                            null,
                            null,
                            null,
                            uri,
                            List.of(host),
                            List.of(),
                            "SHA256withRSA");
        } catch (GeneralSecurityException | RuntimeException failed) {
            throw failed;
        } catch (Exception declared) {
            throw new GeneralSecurityException(declared);
        }
    }

    private static void write(Path folder, String name, byte[] bytes, String permissions) throws IOException {
        Path half = folder.resolve(name + ".new");
        Files.deleteIfExists(half);
        Files.createFile(half, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)));
        Files.write(half, bytes, StandardOpenOption.WRITE, StandardOpenOption.DSYNC);
        Files.move(half, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel entry = FileChannel.open(folder, StandardOpenOption.READ)) {
            entry.force(true);
        }
    }

    /** Without what is no part of a URI. */
    private static String host() {
        try {
            String name = InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9.-]", "-");
            return name.isEmpty() ? "gateway" : name;
        } catch (UnknownHostException unnamed) {
            return "gateway";
        }
    }
}
