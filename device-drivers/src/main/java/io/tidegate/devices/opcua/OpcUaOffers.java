package io.tidegate.devices.opcua;

import io.tidegate.driver.DeviceException;
import io.tidegate.driver.Offer;
import io.tidegate.observation.Value;
import io.tidegate.site.OpcUaDevice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import org.eclipse.milo.opcua.stack.core.NodeIds;

/** The variables of an OPC UA server, as a device with all of them that fit. */
final class OpcUaOffers {

    private static final String KIND = "OPC UA";

    private OpcUaOffers() {}

    static List<Offer> of(OpcUaDevice server, Path folder, IntConsumer progress)
            throws DeviceException, InterruptedException {
        List<OpcUaBrowser.Variable> variables;
        String place;
        try (Connection connection = new Connection(server, folder)) {
            place = connection.place();
            variables = new OpcUaBrowser(connection)
                    .below(NodeIds.ObjectsFolder, progress).stream()
                            // A site file could not name it.
                            .filter(each -> each.node().codePoints().allMatch(OpcUaOffers::isPlain))
                            .toList();
        }
        List<String> yaml = new ArrayList<>(List.of("- id: machine", "  driver: opcua", "  url: " + server.url()));
        if (server.security() != OpcUaDevice.Security.SIGN_AND_ENCRYPT) {
            yaml.add("  security: " + server.security().word());
        }
        yaml.add("  nodes:");
        Set<String> fields = new HashSet<>();
        for (OpcUaBrowser.Variable each : variables.subList(0, Math.min(OpcUaDevice.FIELDS_MAX, variables.size()))) {
            yaml.add("    - {node: " + quoted(each.node()) + ", field: " + quoted(field(each.path(), fields)) + "}   # "
                    + line((shown(each.value()) + " " + each.unit()).strip() + ", " + each.type()));
        }
        return List.of(new Offer(
                KIND,
                place,
                variables.size() + " variable(s)",
                variables.isEmpty() ? List.of() : yaml,
                variables.size() > OpcUaDevice.FIELDS_MAX
                        ? "the first " + OpcUaDevice.FIELDS_MAX + " of them; choose what you want"
                        : ""));
    }

    private static String field(String path, Set<String> taken) {
        String name = line(path.substring(path.lastIndexOf('.') + 1)).strip();
        String plain = name.isEmpty() || name.length() > 100 ? "value" : name;
        String field = plain;
        for (int i = 2; !taken.add(field); i++) {
            field = plain + i;
        }
        return field;
    }

    private static String shown(Value value) {
        String text = switch (value) {
            case Value.Numeric number -> String.valueOf(number.value());
            case Value.Flag flag -> String.valueOf(flag.value());
            case Value.Text word -> word.value();
        };
        return text.lines().findFirst().orElse("").transform(line -> line.substring(0, Math.min(line.length(), 40)));
    }

    /** What a server says must not end the line that it stands in. */
    private static String line(String text) {
        return text.codePoints()
                .map(each -> isPlain(each) ? each : ' ')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static boolean isPlain(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.FORMAT -> false;
            default -> true;
        };
    }
}
