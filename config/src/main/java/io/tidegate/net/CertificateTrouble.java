package io.tidegate.net;

import java.nio.file.Path;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** What is wrong with the certificates of a secure line, in words that staff understand. Functions only. */
public final class CertificateTrouble {

    /**
     * The alerts by which a server tells that it wants another certificate of ours (RFC 8446, section 6.2). By decrypt_error
     * some say that an authority which was made anew under the same name has not signed it.
     */
    private static final Pattern THEIR_COMPLAINT = Pattern.compile(
            "Received fatal alert: (bad_certificate|(unsupported_)?certificate|unknown_ca|access_denied|decrypt_error)");

    /** Of who shows none. Before TLS 1.3 there was no word of its own for that. */
    private static final Pattern WANTS_ONE = Pattern.compile(THEIR_COMPLAINT.pattern() + "|alert: handshake_failure");

    /** Of an authority that was made anew under the same name its signatures are wrong. */
    private static final Pattern ISSUED_BY_NOBODY = Pattern.compile(
            "signature check failed|unable to find valid certification path|not chain with any of the trust anchors");

    private static final Pattern OTHER_NAME = Pattern.compile("No (subject alternative|name matching)");

    private static final Pattern NO_TLS = Pattern.compile("(Unrecognized|unrecognized) SSL message");

    private CertificateTrouble() {}

    /**
     * Empty where it may be something else.
     *
     * @param ours whom we believe and what we show there; empty where the site file has no tls for it
     */
    public static Optional<String> words(SSLException tls, String place, Optional<Tls> ours) {
        if (NO_TLS.matcher(Causes.said(tls)).find()) {
            return Optional.of(place + " does not speak TLS at this port: check the port, or write the address without"
                    + " TLS (http://, mqtt://, nats://)");
        }
        for (Throwable cause : Causes.of(tls)) {
            if (cause instanceof CertificateExpiredException) {
                return Optional.of("the certificate of " + place + " has expired (" + Causes.said(cause)
                        + "): it must be renewed there; or the gateway's clock is wrong");
            }
            if (cause instanceof CertificateNotYetValidException) {
                return Optional.of("the certificate of " + place + " is not valid yet (" + Causes.said(cause)
                        + "): check the gateway's clock");
            }
            if (OTHER_NAME.matcher(Causes.said(cause)).find()) {
                return Optional.of("the certificate of " + place + " is not for that name: write the address as the"
                        + " certificate names it, or have one issued for this name");
            }
            if (ISSUED_BY_NOBODY.matcher(Causes.said(cause)).find()) {
                return Optional.of(unknownIssuer(place, ours));
            }
        }
        return complaint(Causes.said(tls), place, ours);
    }

    private static String unknownIssuer(String place, Optional<Tls> ours) {
        if (ours.isEmpty()) {
            return "the certificate of " + place + " was issued by nobody that this machine knows: take one of a public"
                    + " authority there";
        }
        return ours.get()
                .ca()
                .map(file -> "the certificate of " + place + " was issued by nobody in " + file
                        + ": put the certificate of its authority into that file")
                .orElseGet(() -> "the certificate of " + place
                        + " was issued by nobody that this machine knows: give its authority by tls: {ca: FILE}");
    }

    private static Optional<String> complaint(String said, String place, Optional<Tls> ours) {
        if (ours.isPresent()
                && ours.get().certificate().isEmpty()
                && WANTS_ONE.matcher(said).find()) {
            return Optional.of(
                    place + " wants a certificate of ours (" + said + "): add certificate and key under tls");
        }
        return THEIR_COMPLAINT.matcher(said).find()
                ? Optional.of(place + " does not accept the gateway's certificate (" + said
                        + "): check certificate and key under tls, and that the server trusts their issuer")
                : Optional.empty();
    }

    /**
     * Of a line that broke before any answer. By TLS 1.3 a server looks at our certificate when the line stands already, and
     * where it hangs up at once, its complaint is lost on the way if we were just sending something.
     *
     * @param certificate that we had for it
     */
    public static String perhapsOurs(Throwable broken, String place, Path certificate) {
        return place + " hung up before any answer (" + Causes.said(broken) + "), and may have refused the certificate "
                + certificate
                + ": check certificate and key under tls, and that the server trusts their issuer; its log"
                + " says more";
    }
}
