package io.tidegate.digest;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Digests that every Java has. Functions only. */
public final class Digests {

    private static final String HMAC_SHA256 = "HmacSHA256";

    private Digests() {}

    /**
     * One that has taken in nothing yet.
     *
     * @param algorithm MD5, SHA-1 or SHA-256, which every Java has ({@link MessageDigest})
     */
    public static MessageDigest started(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }

    /** Of the parts one behind the other, 32 bytes. */
    public static byte[] sha256(byte[]... parts) {
        MessageDigest digest = started("SHA-256");
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    /** Of the parts one behind the other, 32 bytes that only who has the key can make (RFC 2104). */
    public static byte[] hmacSha256(byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(HMAC_SHA256);
            mac.init(new SecretKeySpec(key, HMAC_SHA256));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + HMAC_SHA256, e);
        }
    }
}
