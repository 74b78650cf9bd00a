package io.tidegate.net;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.testing.TestAuthority;
import io.tidegate.testing.TestAuthority.CertificateRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an owner is told whose certificates do not do; that good ones do is shown by the clouds' tests. */
class TlsContextTest {

    /** Length of the DER head, the version and the algorithm in front of an RSA key within PKCS#8. */
    private static final int RSA_FRAME = 26;

    @TempDir
    static Path home;

    private static TestAuthority authority;
    private static TestAuthority.Issued own;

    @TempDir
    Path folder;

    @BeforeAll
    static void make() throws Exception {
        authority = TestAuthority.in(home);
        own = authority.issue(CertificateRequest.client("gw-1").of("RSA"));
    }

    private static void assertRefused(Tls tls, String... words) {
        UnfitCertificate unfit = assertThrows(UnfitCertificate.class, () -> new TlsContext(tls).current(), "of " + tls);
        for (String word : words) {
            assertTrue(unfit.getMessage().contains(word), unfit.getMessage());
        }
    }

    private Path secret(String content) throws Exception {
        Path file = Files.writeString(folder.resolve("secret.key"), content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void files_are_read_again_when_they_change_and_not_before() throws Exception {
        Path certificate = Files.copy(own.certificate(), folder.resolve("own.pem"));
        TlsContext tls = new TlsContext(authority.trusting().showing(certificate, own.key()));
        var first = tls.current();
        assertSame(first, tls.current());
        Files.copy(own.certificate(), folder.resolve("new.pem"));
        Files.move(folder.resolve("new.pem"), certificate, StandardCopyOption.ATOMIC_MOVE);
        assertNotSame(first, tls.current());
        Files.delete(certificate);
        UnfitCertificate unfit = assertThrows(UnfitCertificate.class, tls::current);
        assertTrue(unfit.getMessage().contains("there is no file " + certificate), unfit.getMessage());
    }

    @Test
    void an_expired_certificate_is_told_with_its_name_and_day() throws Exception {
        TestAuthority.Issued old =
                authority.issue(CertificateRequest.client("old").valid(-60, -30));
        assertRefused(Tls.STANDARD.showing(old.certificate(), old.key()), "CN=old", "has expired on 20");
        TestAuthority.Issued early =
                authority.issue(CertificateRequest.client("early").valid(30, 60));
        assertRefused(Tls.STANDARD.showing(early.certificate(), early.key()), "CN=early", "clock");
        assertRefused(Tls.STANDARD.showing(own.certificate(), early.key()), "of another kind than RSA");
        assertRefused(
                Tls.STANDARD.showing(
                        own.certificate(),
                        authority
                                .issue(CertificateRequest.client("else").of("RSA"))
                                .key()),
                "does not belong to");
    }

    @Test
    void a_key_in_the_older_form_of_rsa_does_too() throws Exception {
        byte[] pkcs8 =
                Base64.getMimeDecoder().decode(Files.readString(own.key()).replaceAll("-----.*-----", ""));
        Path key = secret("");
        TestAuthority.write(key, "RSA PRIVATE KEY", Arrays.copyOfRange(pkcs8, RSA_FRAME, pkcs8.length));
        assertNotNull(new TlsContext(Tls.STANDARD.showing(own.certificate(), key)).current());
        // In one file with its certificate, behind words for people.
        Path both = secret("issued to gw-1\n" + Files.readString(own.certificate()) + Files.readString(own.key()));
        assertNotNull(new TlsContext(Tls.STANDARD.showing(both, both)).current());
    }

    @Test
    void a_key_that_nobody_can_use_is_told_with_the_way_out() throws Exception {
        Path encrypted = secret("-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n");
        assertRefused(Tls.STANDARD.showing(own.certificate(), encrypted), "is encrypted", "openssl pkey");
        Path curve = secret("-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----\n");
        assertRefused(Tls.STANDARD.showing(own.certificate(), curve), "openssl pkcs8");
        assertRefused(Tls.STANDARD.showing(own.certificate(), secret("s3cret")), "holds no private key in PEM");
        assertRefused(Tls.STANDARD.showing(own.key(), own.key()), "holds a private key, and no certificate");
        assertRefused(
                Tls.STANDARD.showing(own.certificate(), own.certificate()),
                "holds a certificate, and no private key: check whether certificate and key are swapped");
        assertRefused(Tls.STANDARD.showing(secret("s3cret"), own.key()), "holds no certificate in PEM");
        assertRefused(Tls.trusting(secret("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")), "damaged");
        Path open = Files.copy(own.key(), folder.resolve("open.key"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
        assertRefused(Tls.STANDARD.showing(own.certificate(), open), "run chmod o-rwx " + open);
    }
}
