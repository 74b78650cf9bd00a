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

    private CertificateTrouble() {}

    /** Empty where it may be something else. */
    public static Optional<String> words(SSLException tls, String place) {
        for (Throwable cause : Causes.of(tls)) {
            if (cause instanceof CertificateExpiredException) {
                return Optional.of("the certificate of " + place + " has expired (" + Causes.said(cause)
                        + "): it must be renewed there; or the gateway's clock is wrong");
            }
            if (cause instanceof CertificateNotYetValidException) {
                return Optional.of("the certificate of " + place + " is not valid yet (" + Causes.said(cause)
                        + "): check the gateway's clock");
            }
        }
        return THEIR_COMPLAINT.matcher(Causes.said(tls)).find()
                ? Optional.of(place + " does not accept the gateway's certificate (" + Causes.said(tls)
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
