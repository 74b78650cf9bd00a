package io.tidegate.net;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Tls} asks for, as Java takes it. Files that have changed are read anew, so that a certificate is renewed
 * by writing a new one in its place. Used by one thread.
 */
public final class TlsContext {

    /** A key store wants one, also in memory. */
    private static final char[] PASSWORD = "in memory".toCharArray();

    private static final String OURS = "ours";

    private final Tls tls;
    private List<Object> stamps = List.of();
    private @Nullable SSLContext context;

    public TlsContext(Tls tls) {
        this.tls = tls;
    }

    /**
     * The same one for as long as no file changes.
     *
     * @throws UnfitCertificate when the files cannot be used now, with what to do about it
     */
    public SSLContext current() throws UnfitCertificate {
        List<Object> now = tls.files().map(TlsContext::stamp).toList();
        SSLContext made = context;
        if (made == null || !now.equals(stamps)) {
            context = null;
            made = make();
            context = made;
            stamps = now;
        }
        return made;
    }

    private static Object stamp(Path file) {
        try {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            return List.of(found.lastModifiedTime(), found.size(), String.valueOf(found.fileKey()));
        } catch (IOException unreadable) {
            // Reading it says why.
            return new Object();
        }
    }

    private SSLContext make() throws UnfitCertificate {
        try {
            if (tls.isStandard()) {
                return SSLContext.getDefault();
            }
            SSLContext made = SSLContext.getInstance("TLS");
            made.init(ours(), believed(), new SecureRandom());
            return made;
        } catch (GeneralSecurityException | IOException e) {
            throw new UnfitCertificate(
                    "the certificates in " + tls.files().toList()
                            + " cannot be used: put ours first in its file, and behind it those of its issuers in turn",
                    e);
        }
    }

    private TrustManager @Nullable [] believed() throws UnfitCertificate, GeneralSecurityException, IOException {
        if (tls.ca().isEmpty()) {
            return null;
        }
        KeyStore store = emptyStore();
        for (X509Certificate each : Pem.certificates(tls.ca().get())) {
            store.setCertificateEntry("ca-" + store.size(), each);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private KeyManager @Nullable [] ours() throws UnfitCertificate, GeneralSecurityException, IOException {
        if (tls.certificate().isEmpty() || tls.key().isEmpty()) {
            return null;
        }
        Path file = tls.certificate().get();
        List<X509Certificate> chain = Pem.certificates(file);
        for (X509Certificate each : chain) {
            checkDates(each, file);
        }
        PublicKey half = chain.getFirst().getPublicKey();
        PrivateKey key = Pem.key(tls.key().get(), half.getAlgorithm());
        if (!fit(key, half)) {
            throw new UnfitCertificate("the key in " + tls.key().get() + " does not belong to the certificate in "
                    + file + ": take the two that were made together");
        }
        KeyStore store = emptyStore();
        store.setKeyEntry(OURS, key, PASSWORD, chain.toArray(X509Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, PASSWORD);
        return factory.getKeyManagers();
    }

    /** By the box's clock, as Java looks at the certificate of the other end. */
    private static void checkDates(X509Certificate certificate, Path file) throws UnfitCertificate {
        String name = certificate.getSubjectX500Principal().getName();
        try {
            certificate.checkValidity();
        } catch (CertificateExpiredException e) {
            throw new UnfitCertificate(
                    "the certificate " + name + " in " + file + " has expired on "
                            + certificate.getNotAfter().toInstant()
                            + ": write a new one in its place, which needs no restart",
                    e);
        } catch (CertificateNotYetValidException e) {
            throw new UnfitCertificate(
                    "the certificate " + name + " in " + file + " is not valid before "
                            + certificate.getNotBefore().toInstant()
                            + ": check the gateway's clock",
                    e);
        }
    }

    /** Whether the one proves what the other signs. */
    private static boolean fit(PrivateKey key, PublicKey half) throws GeneralSecurityException {
        String algorithm = switch (half.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> half.getAlgorithm();
        };
        Signature signing = Signature.getInstance(algorithm);
        signing.initSign(key);
        byte[] signature = signing.sign();
        Signature proving = Signature.getInstance(algorithm);
        proving.initVerify(half);
        return proving.verify(signature);
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
