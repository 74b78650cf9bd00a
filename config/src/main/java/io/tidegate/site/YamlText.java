package io.tidegate.site;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Reads the file into a tree of nodes that know their place. Safe from any thread. */
final class YamlText {

    /** A site of a thousand devices has 100 KiB. A larger file is not read at all. */
    static final int BYTES_MAX = 1024 * 1024;

    /** Deeper than any section; deeper files would only exhaust the stack, so they are refused. */
    static final int DEPTH_MAX = 16;

    /** Names, values and lists: ten times a site of a thousand devices. Of a MiB of brackets the tree would fill the heap. */
    static final int NODES_MAX = 100_000;

    private YamlText() {}

    static MappingNode read(String text, Problems problems) throws InvalidSite {
        try {
            if (text.length() > BYTES_MAX) {
                throw tooLarge();
            }
            return tree(text, problems);
        } catch (Unfit unfit) {
            problems.add(Optional.empty(), "", unfit.message());
        } catch (MarkedYamlEngineException broken) {
            problems.add(broken.getProblemMark(), "", "not YAML: " + explained(broken));
        } catch (YamlEngineException broken) {
            problems.add(Optional.empty(), "", "not YAML: " + oneLine(String.valueOf(broken.getMessage())) + ".");
        }
        throw problems.invalid();
    }

    static String text(Path file, Problems problems) throws InvalidSite {
        try {
            return text(file);
        } catch (Unfit unfit) {
            problems.add(Optional.empty(), "", unfit.message());
            throw problems.invalid();
        }
    }

    private static Unfit tooLarge() {
        return new Unfit("is larger than 1 MiB, the limit of a site file. Check that it is one.");
    }

    private static String text(Path file) throws Unfit {
        byte[] bytes;
        if (Files.isDirectory(file)) {
            throw new Unfit("is a folder. Name the site file in it.");
        }
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(BYTES_MAX + 1);
        } catch (NoSuchFileException e) {
            throw new Unfit(
                    "there is no such file. Check the path; it was looked for at " + file.toAbsolutePath() + ".");
        } catch (IOException e) {
            throw new Unfit("cannot be read (" + e + "). Check that it is a file and that its permissions let user '"
                    + System.getProperty("user.name") + "' read it.");
        }
        if (bytes.length > BYTES_MAX) {
            throw tooLarge();
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new Unfit("is not UTF-8 text. Save it as UTF-8 in the editor.");
        }
    }

    /** The tree of a text. */
    static MappingNode tree(String text, Problems problems) throws Unfit, InvalidSite {
        LoadSettings settings = LoadSettings.builder()
                .setUseMarks(true)
                // Duplicates are found by Mapping, which goes on to the other problems.
                .setAllowDuplicateKeys(true)
                .setAllowNonScalarKeys(true)
                .setCodePointLimit(BYTES_MAX)
                .build();
        refuseTricks(parser(settings, text), problems);
        Node root = new Composer(settings, parser(settings, text))
                .getSingleNode()
                .orElseThrow(() -> new Unfit("is empty. Start from a sample, such as config/sites/corner-shop.yaml."));
        if (root instanceof MappingNode mapping) {
            return mapping;
        }
        throw new Unfit("is not a site file: it must begin with keys such as 'site:' and 'gateway:'.");
    }

    private static Parser parser(LoadSettings settings, String text) {
        return new ParserImpl(settings, new StreamReader(settings, text));
    }

    /** Anchors and tags make one place stand for another, so that errors mislead and small files unfold to huge ones. */
    private static void refuseTricks(Parser events, Problems problems) throws InvalidSite {
        int depth = 0;
        int nodes = 0;
        while (events.hasNext()) {
            Event event = events.next();
            Optional<Mark> at = event.getStartMark();
            switch (event) {
                case AliasEvent _ -> problems.add(at, "", "aliases (*name) are not supported. Write the value out.");
                case NodeEvent node
                when node.getAnchor().isPresent() ->
                    problems.add(at, "", "anchors (&name) are not supported. Remove it.");
                case ScalarEvent scalar
                when scalar.getTag().isPresent() -> problems.add(at, "", "tags (!name) are not supported. Remove it.");
                case CollectionStartEvent start
                when start.getTag().isPresent() -> problems.add(at, "", "tags (!name) are not supported. Remove it.");
                default -> {
                    // nothing odd
                }
            }
            if (event instanceof CollectionStartEvent && ++depth > DEPTH_MAX) {
                problems.add(at, "", "is nested deeper than " + DEPTH_MAX + " levels. Check the brackets.");
                break;
            }
            if (event instanceof NodeEvent && ++nodes > NODES_MAX) {
                problems.add(at, "", "has more than " + NODES_MAX + " names and values. Check that it is a site file.");
                break;
            }
            if (event instanceof CollectionEndEvent) {
                depth--;
            }
        }
        problems.check();
    }

    private static String explained(MarkedYamlEngineException broken) {
        String problem = oneLine(broken.getProblem());
        if (problem.contains("\\t(TAB)")) {
            return "a tab stands where spaces belong. Indent with spaces.";
        }
        if (problem.contains("mapping values are not allowed")) {
            return "a ':' stands where no key can be. Check the indentation, or put the text in quotes.";
        }
        if (problem.contains("another document")) {
            return "a second document begins. One site file describes one site: remove the '---'.";
        }
        if (problem.contains("cannot start any token")) {
            return problem.replaceFirst(" that cannot.*", "") + " begins no value. Put the text in quotes.";
        }
        String context = broken.getContext() == null ? "" : oneLine(broken.getContext()) + ", ";
        return context + problem
                + ". Check indentation, brackets and quotes here; a text with { } : # or * needs quotes.";
    }

    private static String oneLine(String text) {
        return text.lines().findFirst().orElse("").strip();
    }
}
