package io.tidegate.site;

import io.tidegate.net.Pem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Base64;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Follows references to secrets. No message holds a secret. Safe from any thread. */
final class SecretReader {

    /** A token has less; a larger file is the wrong file. */
    private static final int BYTES_MAX = 64 * 1024;

    /** Some editors put it before the first character. */
    private static final int BYTE_ORDER_MARK = 0xFEFF;

    /** Bytes of a key. */
    private static final int KEY_MAX = 64;

    private static final int SIGNING_KEY_MIN = 24;

    private static final String SIGNING_KEY_PREFIX = "whsec_";

    private static final String NO_SIGNING_KEY =
            "is no key to sign with: whsec_ and then 24 to 64 random bytes in Base64."
                    + " Make one by: echo \"whsec_$(openssl rand -base64 32)\"";

    private static final int SHARED_KEY_MIN = 16;

    private static final String NO_SHARED_KEY =
            "is no key of a device: 16 to 64 bytes in Base64. Of a connection string take what stands behind"
                    + " SharedAccessKey=.";

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(env|file|credential):([^${}]+)}");
    private static final String SWAPPED =
            " holds a certificate, and no key. Check whether certificate and key are swapped.";
    private static final String EXAMPLE = "${env:NAME}";
    private static final Secret STAND_IN = new Secret(EXAMPLE, "");

    private final Path folder;
    private final Map<String, String> environment;
    private final Unread unread;

    /** What becomes of a reference that leads to no secret. */
    @FunctionalInterface
    interface Unread {

        /** Whether reading goes on without it. */
        boolean isBorne(String reference, Unfit why);
    }

    /** Looks at what a secret holds. */
    @FunctionalInterface
    private interface Rule {
        void check(String reference, String secret) throws Unfit;
    }

    /** @param folder of the site file, from which relative paths go */
    SecretReader(Path folder, Map<String, String> environment, Unread unread) {
        this.folder = folder;
        this.environment = environment;
        this.unread = unread;
    }

    /** Of the site file, from which relative paths go. */
    Path folder() {
        return folder;
    }

    /** Any text of one line. */
    Scalar<Secret> password() {
        return secret(holding(
                SecretReader::isOfOneLine,
                "holds a line break or another control character. Keep the password alone in it, on one line."));
    }

    /** What goes into a header of HTTP, where anything else would be refused by a message that repeats it. */
    Scalar<Secret> token() {
        return secret(holding(
                SecretReader::isVisibleAscii,
                "is no token: letters, digits and signs without a space, alone on one line. Save it as plain text"
                        + " without a byte order mark."));
    }

    /** By which both ends sign what they send (Standard Webhooks 1.0). */
    Scalar<Secret> signingKey() {
        return key(SIGNING_KEY_PREFIX, SIGNING_KEY_MIN, NO_SIGNING_KEY);
    }

    /** Of a device at Azure IoT Hub: 16 to 64 bytes ("symmetric keys"). */
    Scalar<Secret> sharedAccessKey() {
        return key("", SHARED_KEY_MIN, NO_SHARED_KEY);
    }

    /** So many bytes at least in Base64, behind what such keys begin with. */
    private Scalar<Secret> key(String prefix, int bytesMin, String otherwise) {
        return secret((reference, secret) -> {
            if (!isKey(secret, prefix, bytesMin)) {
                throw new Unfit("what " + reference + " refers to " + otherwise);
            }
        });
    }

    private static boolean isKey(String text, String prefix, int bytesMin) {
        if (!text.startsWith(prefix)) {
            return false;
        }
        try {
            int bytes = Base64.getDecoder().decode(text.substring(prefix.length())).length;
            return bytes >= bytesMin && bytes <= KEY_MAX;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** A file that is read when it is needed, and again when it changes. */
    Scalar<Path> file(String example) {
        return new Scalar<>(Scalar.Type.TEXT, example, folder, text -> found(path(text)));
    }

    /** The same, where reading it is as good as a password. */
    Scalar<Path> ownFile(String example) {
        return new Scalar<>(Scalar.Type.TEXT, example, folder, text -> {
            Path file = found(path(text));
            try {
                refuseOpen(file);
            } catch (Unfit why) {
                bear(file.toString(), Pem.isCertificateAlone(file) ? new Unfit(file + SWAPPED) : why);
            }
            return file;
        });
    }

    private Path path(String text) throws Unfit {
        if (text.indexOf('\0') >= 0) {
            throw new Unfit("is no path of a file: it holds a NUL character. Write it anew.");
        }
        return folder.resolve(text);
    }

    /** Whether it can be read from here is told with what else is wrong with it, where it is no error. */
    private Path found(Path file) throws Unfit {
        try {
            if (!Files.readAttributes(file, BasicFileAttributes.class).isRegularFile()) {
                throw new Unfit("cannot read " + file + " as a file. Check the path.");
            }
            if (!Files.isReadable(file)) {
                throw new AccessDeniedException(file.toString());
            }
        } catch (IOException e) {
            bear(file.toString(), unreadable(file, e));
        }
        return file;
    }

    private void bear(String reference, Unfit why) throws Unfit {
        if (!unread.isBorne(reference, why)) {
            throw why;
        }
    }

    /** What a {@code .creds} file of NATS holds: a user's token and key, each between its own two lines. */
    Scalar<Secret> credentials() {
        Rule text = holding(character -> character != BYTE_ORDER_MARK, "begins with a byte order mark.");
        return secret((reference, secret) -> {
            text.check(reference, secret);
            if (!secret.contains("BEGIN NATS USER JWT") || !secret.contains("BEGIN USER NKEY SEED")) {
                throw new Unfit("what " + reference + " refers to is no credentials file of NATS. Use the .creds file"
                        + " as nsc has written it.");
            }
        });
    }

    private static boolean isOfOneLine(int character) {
        return !Character.isISOControl(character) && character != BYTE_ORDER_MARK;
    }

    private static boolean isVisibleAscii(int character) {
        return character > ' ' && character < 0x7F;
    }

    static boolean isSecret(Scalar<?> kind) {
        return kind.standIn() instanceof Secret;
    }

    private static Rule holding(IntPredicate mayHold, String otherwise) {
        return (reference, secret) -> {
            if (!secret.codePoints().allMatch(mayHold)) {
                throw new Unfit("what " + reference + " refers to " + otherwise);
            }
        };
    }

    private Scalar<Secret> secret(Rule rule) {
        return new Scalar<>(Scalar.Type.TEXT, EXAMPLE, STAND_IN, text -> {
            Matcher reference = REFERENCE.matcher(text);
            if (!reference.matches()) {
                // The text is not repeated: it may be the secret.
                throw new Unfit("a secret must not stand in the file. Write a reference instead: ${env:NAME} for an"
                        + " environment variable, ${file:PATH} for a file, ${credential:NAME} for a systemd"
                        + " credential.");
            }
            try {
                String secret = followed(reference.group(1), reference.group(2));
                if (secret.isEmpty()) {
                    throw new Unfit("the secret that " + text + " refers to is empty. Fill it in.");
                }
                rule.check(text, secret);
                return new Secret(text, secret);
            } catch (Unfit why) {
                bear(text, why);
                return Secret.unread(text);
            }
        });
    }

    private String followed(String way, String name) throws Unfit {
        return switch (way) {
            case "env" -> fromEnvironment(name);
            case "file" -> fromFile(path(name));
            default -> fromCredential(name);
        };
    }

    private String fromEnvironment(String name) throws Unfit {
        String value = environment.get(name);
        if (value == null) {
            throw Unfit.fromHere("the environment variable " + name + " is not set. Set it before starting, or in the"
                    + " service's EnvironmentFile.");
        }
        return value;
    }

    private String fromCredential(String name) throws Unfit {
        String directory = environment.get("CREDENTIALS_DIRECTORY");
        if (directory == null) {
            throw Unfit.fromHere("systemd has passed no credentials. Add LoadCredential=" + name
                    + ":PATH to the service, or use ${file:PATH}.");
        }
        if (name.contains("/") || name.equals("..") || name.indexOf('\0') >= 0) {
            throw new Unfit("'" + name + "' is no name of a credential. Use the name of a LoadCredential= line.");
        }
        return content(Path.of(directory).resolve(name));
    }

    private static String fromFile(Path file) throws Unfit {
        refuseOpen(file);
        return content(file);
    }

    private static void refuseOpen(Path file) throws Unfit {
        try {
            if (Pem.isOpenToAll(file)) {
                throw new Unfit("everybody on this box can read " + file + ". Run: chmod o-rwx " + file);
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static String content(Path file) throws Unfit {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(BYTES_MAX + 1);
            if (bytes.length > BYTES_MAX) {
                throw new Unfit(file + " is larger than 64 KiB, so it is no secret. Check the path.");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString()
                    .strip();
        } catch (CharacterCodingException e) {
            throw new Unfit(file + " is not UTF-8 text. Check the path.");
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static Unfit unreadable(Path file, IOException why) {
        if (why instanceof NoSuchFileException) {
            return new Unfit("there is no file " + file + ". Check the path; relative ones begin at the site file.");
        }
        String message = "cannot read " + file + " (" + why.getClass().getSimpleName()
                + "). Check that the gateway's user may read it.";
        return why instanceof AccessDeniedException ? Unfit.fromHere(message) : new Unfit(message);
    }
}
