package io.tidegate.testing;

import io.tidegate.net.Tls;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Signs certificates for both ends of a line, made for one test. Used by one test thread. */
public final class TestAuthority {

    private static final char[] PASSWORD = "test-only".toCharArray();
    private static final AtomicInteger SERIAL = new AtomicInteger();

    private final Path folder;
    private final KeyPair keys;
    private final X509Certificate certificate;

    private TestAuthority(Path folder, KeyPair keys, X509Certificate certificate) {
        this.folder = folder;
        this.keys = keys;
        this.certificate = certificate;
    }

    /**
     * What is asked of a certificate.
     *
     * @param address whom it is for, where it is a server's
     * @param from days from now, less than 0 for the past
     */
    public record CertificateRequest(
            String name, String algorithm, Optional<GeneralName> address, int from, int until) {

        /** Who shows it calls others. */
        public static CertificateRequest client(String name) {
            return new CertificateRequest(name, "EC", Optional.empty(), -1, 30);
        }

        /** For a server on loopback. */
        public static CertificateRequest server(String name) {
            return new CertificateRequest(
                    name, "EC", Optional.of(new GeneralName(GeneralName.iPAddress, "127.0.0.1")), -1, 30);
        }

        public CertificateRequest at(String host) {
            return new CertificateRequest(
                    name, algorithm, Optional.of(new GeneralName(GeneralName.dNSName, host)), from, until);
        }

        public CertificateRequest valid(int from, int until) {
            return new CertificateRequest(name, algorithm, address, from, until);
        }

        public CertificateRequest of(String algorithm) {
            return new CertificateRequest(name, algorithm, address, from, until);
        }
    }

    public static TestAuthority in(Path folder) throws Exception {
        Files.createDirectories(folder);
        KeyPair keys = keys("EC");
        CertificateRequest request = CertificateRequest.client("authority");
        X509v3CertificateBuilder builder = builder(principal("authority"), request, keys);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        X509Certificate certificate = signed(builder, keys);
        write(folder.resolve("authority.pem"), "CERTIFICATE", certificate.getEncoded());
        return new TestAuthority(folder, keys, certificate);
    }

    /** PEM of its own certificate. */
    public Path file() {
        return folder.resolve("authority.pem");
    }

    /** Who believes it, and nobody else. */
    public Tls trusting() {
        return Tls.trusting(file());
    }

    public Issued issue(CertificateRequest request) throws Exception {
        KeyPair pair = keys(request.algorithm);
        X509v3CertificateBuilder builder = builder(certificate.getSubjectX500Principal(), request, pair);
        if (request.address.isPresent()) {
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(request.address.get()));
        }
        X509Certificate own = signed(builder, keys);
        // Once: a server may still be reading them.
        write(folder.resolve(request.name + ".pem"), "CERTIFICATE", own.getEncoded());
        Path key = write(
                folder.resolve(request.name + ".key"),
                "PRIVATE KEY",
                pair.getPrivate().getEncoded());
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        return new Issued(request.name, pair, own);
    }

    /** A certificate with its key. */
    public final class Issued {

        private final String name;
        private final KeyPair pair;
        private final X509Certificate own;

        private Issued(String name, KeyPair pair, X509Certificate own) {
            this.name = name;
            this.pair = pair;
            this.own = own;
        }

        public Path certificate() {
            return folder.resolve(name + ".pem");
        }

        /** That only its owner can read. */
        public Path key() {
            return folder.resolve(name + ".key");
        }

        /** Who believes its authority, and shows it. */
        public Tls shown() {
            return trusting().showing(certificate(), key());
        }

        /** As whoever renews one writes it in the place of the last. */
        public void copyTo(Path toCertificate, Path toKey) throws IOException {
            Files.copy(certificate(), toCertificate, StandardCopyOption.REPLACE_EXISTING);
            Files.copy(key(), toKey, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        }

        /** For a server that shows it, and believes those whom the authority has signed. */
        public SSLContext atServer() throws IOException, GeneralSecurityException {
            KeyStore shown = empty();
            shown.setKeyEntry(name, pair.getPrivate(), PASSWORD, new Certificate[] {own});
            KeyManagerFactory showing = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            showing.init(shown, PASSWORD);
            KeyStore trusted = empty();
            trusted.setCertificateEntry("authority", certificate);
            TrustManagerFactory believing = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            believing.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(showing.getKeyManagers(), believing.getTrustManagers(), null);
            return context;
        }
    }

    /** A block of PEM. */
    public static Path write(Path file, String label, byte[] der) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return Files.writeString(file, "-----BEGIN " + label + "-----\n" + text + "\n-----END " + label + "-----\n");
    }

    private static KeyPair keys(String algorithm) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(algorithm.equals("RSA") ? 2048 : 256);
        return generator.generateKeyPair();
    }

    private static X509v3CertificateBuilder builder(X500Principal issuer, CertificateRequest request, KeyPair pair)
            throws CertIOException {
        Instant now = Instant.now();
        return new JcaX509v3CertificateBuilder(
                issuer,
                BigInteger.valueOf(SERIAL.incrementAndGet()),
                Date.from(now.plus(Duration.ofDays(request.from))),
                Date.from(now.plus(Duration.ofDays(request.until))),
                principal(request.name),
                pair.getPublic());
    }

    private static X500Principal principal(String name) {
        return new X500Principal("CN=" + name);
    }

    private static X509Certificate signed(X509v3CertificateBuilder builder, KeyPair signer)
            throws OperatorCreationException, GeneralSecurityException {
        return new JcaX509CertificateConverter()
                .getCertificate(
                        builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate())));
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
