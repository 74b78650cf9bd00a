package io.tidegate.site;

import io.tidegate.net.Tls;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Writes YAML as a person would, section by section. Used by one thread. */
final class YamlWriter {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");
    private static final Pattern WORD_OF_YAML = Pattern.compile("(?i)true|false|null|yes|no|on|off|y|n|nan|inf");
    private static final String STEP = "  ";

    private final StringBuilder yaml = new StringBuilder();
    private String indent = "";
    private boolean beginsItem;

    void section(String name, Runnable content) {
        line(name + ":");
        String outer = indent;
        indent += STEP;
        content.run();
        indent = outer;
    }

    /** A section that is a list; an empty one says so. */
    <T> void list(String name, List<T> items, Consumer<T> content) {
        if (items.isEmpty()) {
            line(name + ": []");
            return;
        }
        section(
                name,
                () -> items.forEach(item -> {
                    String outer = indent;
                    beginsItem = true;
                    content.accept(item);
                    indent = outer;
                }));
    }

    void bare(String key, Object value) {
        line(key + ": " + value);
    }

    void text(String key, String value) {
        bare(key, isPlain(value) ? value : quoted(value));
    }

    void texts(String key, List<String> values) {
        bare(key, values.stream().map(YamlWriter::key).toList());
    }

    void login(Optional<String> username, Optional<Secret> password) {
        username.ifPresent(name -> text("username", name));
        password.ifPresent(secret -> text("password", secret.reference()));
    }

    /** Says nothing where all is as Java does it. */
    void tls(Tls tls) {
        if (!tls.isStandard()) {
            section("tls", () -> {
                tls.ca().ifPresent(file -> text("ca", shown(file)));
                tls.certificate().ifPresent(file -> text("certificate", shown(file)));
                tls.key().ifPresent(file -> text("key", shown(file)));
            });
        }
    }

    private static String shown(Path file) {
        return file.toAbsolutePath().normalize().toString();
    }

    /** A key that the owner chose. */
    static String key(String name) {
        return isPlain(name) ? name : quoted(name);
    }

    private static boolean isPlain(String text) {
        return PLAIN.matcher(text).matches() && !WORD_OF_YAML.matcher(text).matches();
    }

    private void line(String text) {
        yaml.append(indent).append(beginsItem ? "- " : "").append(text).append('\n');
        if (beginsItem) {
            beginsItem = false;
            indent += STEP;
        }
    }

    @Override
    public String toString() {
        return yaml.toString();
    }

    private static String quoted(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char letter = value.charAt(i);
            switch (letter) {
                case '"', '\\' -> quoted.append('\\').append(letter);
                default -> {
                    if (letter < ' ' || letter == 0x7f || letter == 0x85 || letter == 0x2028 || letter == 0x2029) {
                        quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) letter));
                    } else {
                        quoted.append(letter);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }
}
