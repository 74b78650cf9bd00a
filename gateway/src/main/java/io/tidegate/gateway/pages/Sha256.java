package io.tidegate.gateway.pages;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A digest by which a content is known again. Stateless. */
final class Sha256 {

    private Sha256() {}

    /** Of the parts one behind the other, 32 bytes. */
    static byte[] of(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
