package io.tidegate.site;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A section of the file. It notes what is wrong and gives a stand-in, so that one reading finds every problem; and it
 * remembers which keys were asked for, so that {@link #close} can tell the unknown ones. Used by one thread.
 */
final class Mapping {

    private final Optional<Mark> place;
    private final String path;
    private final Problems problems;
    private final Map<String, NodeTuple> members = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();

    /** Sections that must be there and are not, by name. */
    private final Map<String, Mapping> missing = new LinkedHashMap<>();

    private Mapping(Optional<Mark> place, String path, Problems problems) {
        this.place = place;
        this.path = path;
        this.problems = problems;
    }

    static Mapping root(MappingNode node, Problems problems) {
        return of(node, node.getStartMark(), "", problems);
    }

    private static Mapping of(MappingNode node, Optional<Mark> place, String path, Problems problems) {
        Mapping mapping = new Mapping(place, path, problems);
        for (NodeTuple member : node.getValue()) {
            if (!(member.getKeyNode() instanceof ScalarNode key)) {
                problems.add(member.getKeyNode(), path, "a key must be a word. Put a text with { or [ in quotes.");
            } else if (mapping.members.putIfAbsent(key.getValue(), member) != null) {
                problems.add(key, mapping.pathOf(key.getValue()), "stands here for the second time. Keep one of them.");
                problems.unreadable(mapping.pathOf(key.getValue()));
            }
        }
        return mapping;
    }

    boolean has(String key) {
        return members.containsKey(key);
    }

    /** Whether a section of this one has the key, be its value right or wrong. */
    boolean has(String section, String key) {
        return Optional.ofNullable(members.get(section))
                .map(NodeTuple::getValueNode)
                .filter(MappingNode.class::isInstance)
                .map(MappingNode.class::cast)
                .stream()
                .flatMap(node -> node.getValue().stream())
                .anyMatch(member -> member.getKeyNode() instanceof ScalarNode name
                        && name.getValue().equals(key));
    }

    /**
     * Whether what was read of a key is a stand-in, since it is missing or nobody can tell what it means. What only follows from
     * a stand-in is no further mistake, and not told. To be asked when the key has been read; what rules say of a value that can
     * be read changes nothing here.
     *
     * @param key or a path from here, such as {@code send.kinds}
     */
    boolean isUnreadable(String key) {
        return problems.isUnreadable(pathOf(key));
    }

    /** Of a section whose keys the owner chooses. */
    List<String> keys() {
        return List.copyOf(members.keySet());
    }

    String path() {
        return path;
    }

    private String pathOf(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** Notes a problem with the key's value, or with the section where the key is missing. */
    void problem(String key, String message) {
        NodeTuple member = members.get(key);
        problems.add(member == null ? place : member.getValueNode().getStartMark(), pathOf(key), message);
    }

    /** The same, where what is read of the key is a stand-in. */
    private void unreadable(String key, String message) {
        problems.unreadable(pathOf(key));
        problem(key, message);
    }

    /** The key must be there. */
    <T> T required(String key, Scalar<T> kind) {
        return decisive(key, kind).orElse(kind.standIn());
    }

    /** The key must be there, and decides about others. Empty where it is missing or unusable. */
    <T> Optional<T> decisive(String key, Scalar<T> kind) {
        if (!has(key)) {
            asked.add(key);
            unreadable(key, "is missing. Add it, such as '" + key + ": " + kind.example() + "'.");
        }
        return maybe(key, kind);
    }

    <T> T optional(String key, Scalar<T> kind, T otherwise) {
        return maybe(key, kind).orElse(otherwise);
    }

    <T> Optional<T> maybe(String key, Scalar<T> kind) {
        asked.add(key);
        return Optional.ofNullable(members.get(key)).flatMap(member -> read(member, key, kind));
    }

    /** A section that stands in this one. */
    Optional<Mapping> section(String key) {
        asked.add(key);
        NodeTuple member = members.get(key);
        if (member == null) {
            return Optional.empty();
        }
        if (member.getValueNode() instanceof MappingNode node) {
            return Optional.of(of(node, member.getKeyNode().getStartMark(), pathOf(key), problems));
        }
        unreadable(key, "must be a section with keys of its own. Indent them below '" + key + ":'.");
        return Optional.empty();
    }

    /** A section that must be there. When it is not, that is the one problem told, and not each of its keys. */
    Mapping requiredSection(String key) {
        return section(key).orElseGet(() -> {
            if (!has(key)) {
                unreadable(key, "is missing. Add the section '" + key + ":'.");
            }
            Mapping standIn = new Mapping(place, pathOf(key), new Problems(""));
            missing.put(key, standIn);
            return standIn;
        });
    }

    /** A list of values, or a single one without brackets; an absent one is empty. */
    <T> List<T> values(String key, Scalar<T> kind, int most) {
        asked.add(key);
        NodeTuple member = members.get(key);
        if (member == null) {
            return List.of();
        }
        if (!(member.getValueNode() instanceof SequenceNode nodes)) {
            return read(member, key, kind).stream().toList();
        }
        if (nodes.getValue().size() > most) {
            problem(key, "has " + nodes.getValue().size() + " items. Use at most " + most + ".");
        }
        List<T> values = new ArrayList<>();
        for (Node node : nodes.getValue()) {
            try {
                values.add(kind.reading().read(scalar(node, key, kind)));
            } catch (Unfit unfit) {
                problems.unreadable(pathOf(key));
                problems.add(node, pathOf(key) + "[" + values.size() + "]", unfit.message());
                values.add(kind.standIn());
            }
        }
        return values;
    }

    /** A list of sections; an absent one is empty. */
    List<Mapping> list(String key, int most) {
        asked.add(key);
        List<Mapping> items = new ArrayList<>();
        NodeTuple member = members.get(key);
        if (member == null) {
            return items;
        }
        if (!(member.getValueNode() instanceof SequenceNode nodes)) {
            unreadable(key, "must be a list. Begin each item with '- '.");
            return items;
        }
        if (nodes.getValue().size() > most) {
            problem(key, "has " + nodes.getValue().size() + " items. Use at most " + most + ".");
        }
        for (Node node : nodes.getValue()) {
            String itemPath = pathOf(key) + "[" + items.size() + "]";
            if (node instanceof MappingNode item) {
                items.add(of(item, item.getStartMark(), itemPath, problems));
            } else {
                problems.add(node, itemPath, "must be a section with keys of its own, such as '- id: ...'.");
                items.add(new Mapping(node.getStartMark(), itemPath, new Problems("")));
            }
        }
        return items;
    }

    /** Tells the keys that nobody asked for. */
    void close() {
        for (Map.Entry<String, NodeTuple> member : members.entrySet()) {
            if (!asked.contains(member.getKey())) {
                problems.add(
                        member.getValue().getKeyNode(),
                        pathOf(member.getKey()),
                        "is not known here. " + hint(member.getKey()));
            }
        }
    }

    private String hint(String stranger) {
        return missing.entrySet().stream()
                .filter(section -> section.getValue().asked.contains(stranger))
                .findFirst()
                .map(section -> "It belongs in the section '" + section.getKey() + ":', as in '" + section.getKey()
                        + ": {" + stranger + ": ...}'.")
                .orElseGet(() -> Nearest.hint(stranger, asked));
    }

    /** Keys that are right in themselves but were not read, since what decides about them is wrong. */
    void closeUnread() {
        asked.addAll(members.keySet());
    }

    private <T> Optional<T> read(NodeTuple member, String key, Scalar<T> kind) {
        try {
            return Optional.of(kind.reading().read(scalar(member.getValueNode(), key, kind)));
        } catch (Unfit unfit) {
            unreadable(key, unfit.message());
            return Optional.empty();
        }
    }

    private static String scalar(Node node, String key, Scalar<?> kind) throws Unfit {
        if (!(node instanceof ScalarNode scalar)) {
            throw new Unfit("must be " + kind.type().words + ". Write it behind '" + key + ":'.");
        }
        String text = scalar.getValue();
        if (scalar.getTag().equals(Tag.NULL) || text.isBlank()) {
            throw new Unfit("is empty. Fill it in, such as '" + key + ": " + kind.example() + "', or remove the key.");
        }
        if (scalar.getTag().equals(Tag.INT) && kind.standIn() instanceof Duration) {
            throw new Unfit("'" + text + "' of what? Write it with a unit, like '" + key + ": "
                    + kind.example().replaceFirst("\\d+", text) + "'.");
        }
        if (!fits(scalar.getTag(), kind.type())) {
            throw new Unfit(
                    kind.type() == Scalar.Type.TEXT
                            ? "'" + text + "' is read as a number or a flag. Put it in quotes, or write it like '" + key
                                    + ": " + kind.example() + "'."
                            : "must be " + kind.type().words + ". Write it like '" + key + ": " + kind.example()
                                    + "'.");
        }
        if (text.contains("${") && !SecretReader.isSecret(kind)) {
            throw new Unfit("a reference ${...} stands only where a secret is expected (password, token, bearer)."
                    + " Write the value itself.");
        }
        return text;
    }

    private static boolean fits(Tag tag, Scalar.Type type) {
        return switch (type) {
            case TEXT -> tag.equals(Tag.STR);
            case NUMBER -> tag.equals(Tag.INT);
            case DECIMAL -> tag.equals(Tag.INT) || tag.equals(Tag.FLOAT);
            case FLAG -> tag.equals(Tag.BOOL);
            case NUMBER_OR_TEXT -> tag.equals(Tag.INT) || tag.equals(Tag.STR);
        };
    }
}
