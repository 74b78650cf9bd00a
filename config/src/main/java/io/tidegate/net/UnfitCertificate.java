package io.tidegate.net;

/** Why a secure line cannot be had with the files that the site file names. The message is for staff: what to do. */
public final class UnfitCertificate extends Exception {

    private static final long serialVersionUID = 1L;

    private final String message;

    UnfitCertificate(String message) {
        super(message);
        this.message = message;
    }

    UnfitCertificate(String message, Throwable cause) {
        super(message, cause);
        this.message = message;
    }

    @Override
    public String getMessage() {
        return message;
    }
}
