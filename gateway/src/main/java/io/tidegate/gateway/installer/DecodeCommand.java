package io.tidegate.gateway.installer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.tidegate.codes.Codes;
import io.tidegate.codes.Decoded;
import io.tidegate.codes.EightDigits;
import io.tidegate.codes.Element;
import io.tidegate.codes.InStorePattern;
import io.tidegate.codes.Problem;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Says what codes hold, a line of JSON each, so that an installer sees what a scanner really sends. Holds one line at a time.
 * Used by one thread.
 */
public final class DecodeCommand {

    /** How a separator (GS) is written where it has no key. */
    private static final String WRITTEN_SEPARATOR = "\\x1d";

    /** What is longer is no code, however its separators are written; the rest of the line is left out. */
    private static final int LINE_LENGTH_MAX = WRITTEN_SEPARATOR.length() * Codes.TEXT_LENGTH_MAX + 1;

    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
            .build();

    private final Codes codes;
    private final LocalDate today;
    private final Writer lines;
    private final PrintStream out;

    private DecodeCommand(Codes codes, LocalDate today, PrintStream out) {
        this.codes = codes;
        this.today = today;
        this.lines = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        this.out = out;
    }

    /** What the command line asks for. */
    private record Arguments(Codes shop, List<String> named) {}

    /** @param in where codes come from when none is named. @return the exit code */
    public static int run(List<String> arguments, LocalDate today, InputStream in, PrintStream out, PrintStream err) {
        try {
            Optional<Arguments> read = parsed(new ArrayDeque<>(arguments));
            if (read.isEmpty()) {
                err.println(
                        "tidegate: decode takes --in-store PATTERN, --upc-e, and codes; without codes it reads them from"
                                + " its standard input, one a line.");
                return ExitCode.USAGE;
            }
            Arguments given = read.get();
            DecodeCommand command = new DecodeCommand(given.shop(), today, out);
            if (given.named().isEmpty()) {
                if (Optional.ofNullable(System.console())
                        .map(Console::isTerminal)
                        .orElse(false)) {
                    err.println("Scan or type codes, one a line; Ctrl-D ends.");
                }
                command.all(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
            } else {
                for (String each : given.named()) {
                    command.say(each);
                }
                command.lines.flush();
            }
            return ExitCode.OK;
        } catch (IllegalArgumentException noPattern) {
            err.println("tidegate: " + noPattern.getMessage());
            return ExitCode.USAGE;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IllegalArgumentException when a pattern is none */
    private static Optional<Arguments> parsed(Deque<String> arguments) {
        List<InStorePattern> patterns = new ArrayList<>();
        EightDigits eightDigits = EightDigits.EAN_8;
        while (!arguments.isEmpty() && arguments.peek().startsWith("--")) {
            String option = arguments.remove();
            if (option.equals("--in-store") && !arguments.isEmpty()) {
                patterns.add(InStorePattern.parse(arguments.remove()));
            } else if (option.equals("--upc-e")) {
                eightDigits = EightDigits.UPC_E;
            } else if (option.equals("--")) {
                break;
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(new Arguments(new Codes(patterns, eightDigits), List.copyOf(arguments)));
    }

    private void all(Reader typed) throws IOException {
        StringBuilder line = new StringBuilder();
        int before = 0;
        int letter = read(typed);
        while (letter >= 0) {
            boolean ends = letter == '\n' || letter == '\r';
            if (ends && !(letter == '\n' && before == '\r')) {
                say(line.toString());
                line.setLength(0);
                if (out.checkError()) {
                    // Nobody reads on: the other end of a pipe has what it wanted.
                    return;
                }
            } else if (!ends && line.length() < LINE_LENGTH_MAX) {
                line.append((char) letter);
            }
            before = letter;
            letter = read(typed);
        }
        if (!line.isEmpty()) {
            say(line.toString());
        }
        lines.flush();
    }

    /** Somebody who scans line by line sees each answer at once. */
    private int read(Reader typed) throws IOException {
        if (!typed.ready()) {
            lines.flush();
        }
        return typed.read();
    }

    private void say(String written) throws IOException {
        Decoded decoded =
                codes.decode(written.replace(WRITTEN_SEPARATOR, "\u001d").replace("\\x1D", "\u001d"), today);
        try (JsonGenerator json = JSON.createGenerator(lines)) {
            json.writeStartObject();
            json.writeStringField("kind", decoded.code().kind());
            json.writeArrayFieldStart("ais");
            for (Element element : decoded.code().elements().all()) {
                json.writeStartObject();
                json.writeStringField("ai", element.identifier());
                json.writeStringField("value", element.value());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("problems");
            for (Problem problem : decoded.problems()) {
                write(problem, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        lines.write('\n');
    }

    /** What is about the code as a whole has no identifier: null. */
    private static void write(Problem problem, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("level", problem.level().word());
        if (problem.identifier().isPresent()) {
            json.writeStringField("ai", problem.identifier().get());
        } else {
            json.writeNullField("ai");
        }
        json.writeStringField("reason", problem.reason());
        json.writeEndObject();
    }
}
