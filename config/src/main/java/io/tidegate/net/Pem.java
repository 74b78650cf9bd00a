package io.tidegate.net;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Certificates and private keys in files of text (RFC 7468). No message holds a key. Functions only. */
public final class Pem {

    /** A bundle of all the authorities that browsers trust has a quarter of it. */
    private static final int FILE_BYTES_MAX = 1 << 20;

    /** What stands around it is for people, and skipped (section 5.2). */
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);

    /** What begins a PKCS#8 key of RSA, behind its length: version 0 and the algorithm (RFC 5208, section 5). */
    private static final byte[] RSA_PKCS8 = HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");

    private static final int DER_SEQUENCE = 0x30;
    private static final int DER_OCTETS = 0x04;

    private Pem() {}

    /** In the order of the file, one at least. */
    static List<X509Certificate> certificates(Path file) throws UnfitCertificate {
        List<X509Certificate> found = new ArrayList<>();
        List<MatchResult> blocks = blocks(file);
        for (MatchResult block : labelled(blocks, Pem::isCertificate)) {
            try {
                found.add((X509Certificate) CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(der(block))));
            } catch (CertificateException | IllegalArgumentException e) {
                throw new UnfitCertificate(file + " holds a certificate that is damaged: copy the file anew", e);
            }
        }
        if (found.isEmpty()) {
            throw new UnfitCertificate(
                    labelled(blocks, Pem::isKey).isEmpty()
                            ? file
                                    + " holds no certificate in PEM, which begins with -----BEGIN CERTIFICATE-----: check"
                                    + " the path"
                            : file + " holds a private key, and no certificate: check whether certificate and key are"
                                    + " swapped");
        }
        return found;
    }

    /**
     * The key that belongs to a certificate, of which it has the algorithm; whether it is the right one is not checked.
     *
     * @param algorithm of the certificate's own key
     */
    static PrivateKey key(Path file, String algorithm) throws UnfitCertificate {
        List<MatchResult> blocks = blocks(file);
        if (isCertificateAlone(blocks)) {
            throw new UnfitCertificate(
                    file + " holds a certificate, and no private key: check whether certificate and key are swapped");
        }
        refuseOpen(file);
        MatchResult block = labelled(blocks, Pem::isKey).stream()
                .findFirst()
                .orElseThrow(() -> new UnfitCertificate(file
                        + " holds no private key in PEM, which begins with -----BEGIN PRIVATE KEY-----: check the"
                        + " path"));
        if (block.group(1).startsWith("ENCRYPTED") || block.group(2).contains("ENCRYPTED")) {
            throw new UnfitCertificate("the key in " + file
                    + " is encrypted, and nobody is there to type its password: write it without one by openssl pkey"
                    + " -in FILE -out NEWFILE");
        }
        try {
            byte[] der = der(block);
            return KeyFactory.getInstance(algorithm)
                    .generatePrivate(new PKCS8EncodedKeySpec(block.group(1).startsWith("RSA") ? pkcs8(der) : der));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // The cause may show what the key is made of.
            throw new UnfitCertificate("the key in " + file + " is damaged, or of another kind than " + algorithm
                    + ", which its certificate wants: where it begins with -----BEGIN EC PRIVATE KEY----- convert it"
                    + " by openssl pkcs8 -topk8 -nocrypt -in FILE -out NEWFILE");
        }
    }

    private static List<MatchResult> labelled(List<MatchResult> blocks, Predicate<String> label) {
        return blocks.stream().filter(block -> label.test(block.group(1))).toList();
    }

    private static boolean isCertificate(String label) {
        return label.equals("CERTIFICATE");
    }

    private static boolean isKey(String label) {
        return label.endsWith("PRIVATE KEY");
    }

    /** Whether it is the other half of what is asked for where a key must be. */
    public static boolean isCertificateAlone(Path file) {
        try {
            return isCertificateAlone(blocks(file));
        } catch (UnfitCertificate unreadable) {
            return false;
        }
    }

    private static boolean isCertificateAlone(List<MatchResult> blocks) {
        return !labelled(blocks, Pem::isCertificate).isEmpty()
                && labelled(blocks, Pem::isKey).isEmpty();
    }

    private static void refuseOpen(Path file) throws UnfitCertificate {
        try {
            if (isOpenToAll(file)) {
                throw new UnfitCertificate("everybody on this box can read " + file + ": run chmod o-rwx " + file);
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** Whether each user of this box may read it, who may then pretend to be us. */
    public static boolean isOpenToAll(Path file) throws IOException {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
    }

    private static List<MatchResult> blocks(Path file) throws UnfitCertificate {
        try (InputStream in = Files.newInputStream(file)) {
            String text = new String(in.readNBytes(FILE_BYTES_MAX), StandardCharsets.ISO_8859_1);
            return BLOCK.matcher(text).results().toList();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static UnfitCertificate unreadable(Path file, IOException why) {
        return why instanceof NoSuchFileException
                ? new UnfitCertificate("there is no file " + file + ": check tls in the site file", why)
                : new UnfitCertificate(
                        "cannot read " + file + " (" + why.getClass().getSimpleName()
                                + "): check that the gateway's user may read it",
                        why);
    }

    private static byte[] der(MatchResult block) {
        return Base64.getMimeDecoder().decode(block.group(2));
    }

    /** A key of RSA in its own older form (RFC 8017, appendix A.1.2), such as AWS gives out, within the general one. */
    private static byte[] pkcs8(byte[] rsa) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes(RSA_PKCS8);
        content.writeBytes(der(DER_OCTETS, rsa));
        return der(DER_SEQUENCE, content.toByteArray());
    }

    /** Tag, length and content (X.690, section 8.1); a key of RSA has 256 to 65,535 bytes. */
    private static byte[] der(int tag, byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(tag);
        bytes.write(0x82);
        bytes.write(content.length >> 8);
        bytes.write(content.length);
        bytes.writeBytes(content);
        return bytes.toByteArray();
    }
}
