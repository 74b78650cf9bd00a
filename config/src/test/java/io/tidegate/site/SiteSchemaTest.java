package io.tidegate.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.tidegate.net.Tls;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Entry;
import io.tidegate.observation.EntryJson;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Origin;
import io.tidegate.observation.ProofJsonTest;
import io.tidegate.observation.RemoteJsonTest;
import io.tidegate.observation.StockJsonTest;
import io.tidegate.observation.Summary;
import io.tidegate.observation.Summary.Last;
import io.tidegate.observation.Summary.Spread;
import io.tidegate.observation.Symbology;
import io.tidegate.observation.Value;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The schemas, for editors and receivers, say the same as the records. */
class SiteSchemaTest {

    private static final Path SCHEMAS = Path.of("schemas");

    /** Cases that YAML itself, references to other places, or the world outside decide; no schema can know. */
    private static final Set<String> BEYOND_A_SCHEMA = Set.of(
            "anchors-and-tags",
            "doubled-serial-port",
            "duplicate-key",
            "doubled-lines",
            "own-ports",
            "tls",
            "not-utf-8",
            "tab",
            "two-documents",
            "open-bracket",
            "unquoted-braces");

    @Test
    void every_record_component_is_a_key_of_the_schema_and_the_reverse() throws IOException {
        JsonNode root = schema("site.schema.json");
        assertKeys(root, "", SiteFile.class);
        assertKeys(root, "/properties/site", Site.class);
        assertKeys(root, "/properties/gateway", GatewaySettings.class);
        assertKeys(root, "/properties/gateway/properties/retention", GatewaySettings.Retention.class);
        assertKeys(root, "/properties/gateway/properties/retention/properties/readings", GatewaySettings.Quota.class);
        assertKeys(root, "/properties/web", WebSettings.class);
        assertKeys(root, "/properties/mqtt", MqttSettings.External.class, "embedded");
        assertKeys(root, "/properties/mqtt/properties/embedded", MqttSettings.Embedded.class);
        assertKeys(root, "/properties/mqtt/properties/embedded/properties/limits", MqttSettings.Limits.class);
        assertKeys(root, "/properties/history/properties/embedded", HistorySettings.Embedded.class);
        assertKeys(root, "/properties/history/properties/influxdb/oneOf/0", HistorySettings.Influx1.class, "version");
        assertKeys(root, "/properties/history/properties/influxdb/oneOf/1", HistorySettings.Influx2.class, "version");
        assertKeys(root, "/properties/stock", StockSettings.class);
        assertKeys(root, "/properties/stock/properties/locations/items", StockSettings.Location.class);
        assertKeys(root, "/properties/stock/properties/orders", OrderSettings.class);
        assertKeys(root, "/properties/profiles/items", Profile.class);
        String field = "/properties/profiles/items/properties/fields/additionalProperties";
        assertKeys(root, field, FieldProfile.class);
        assertKeys(root, field + "/properties/calibration", FieldProfile.Calibration.class);
        assertKeys(root, "/$defs/range", FieldProfile.Range.class);
        assertKeys(root, "/$defs/batch", SinkConfig.BatchLimits.class);
        assertKeys(root, "/$defs/tls", Tls.class);
        assertKeys(root, "/$defs/oauth", HttpLogin.OAuth.class);
        assertKeys(root, "/$defs/allow", CommandRights.class);
        assertKeys(root, "/properties/sinks/items/oneOf/0/properties/commands", CommandDoor.Mqtt.class);
        assertKeys(root, "/properties/sinks/items/oneOf/1/properties/commands", CommandDoor.Http.class);
        assertKeys(root, "/properties/sinks/items/oneOf/3/properties/commands", CommandDoor.Sparkplug.class);
        assertKeys(root, "/$defs/serial", SerialLine.class);
        assertKeys(root, "/$defs/code", CodeText.class);
        assertKeys(root, "/$defs/modbusUnit", ModbusUnit.class);
        assertKeys(root, "/$defs/modbusRegister", ModbusRegister.class);
        assertKeys(root, "/$defs/opcuaNode", OpcUaNode.class);
        assertKeys(root, "/properties/devices/items/oneOf/0/properties/numbers", MqttNumbers.class);
        assertKinds(root.at("/properties/devices/items"), "driver", DeviceConfig.class);
        assertKinds(root.at("/properties/sinks/items"), "type", SinkConfig.class);
    }

    @Test
    void every_key_is_described_for_editors_and_in_the_reference() throws IOException {
        String reference = Files.readString(Path.of("../docs/site-file.md"));
        assertDescribed(schema("site.schema.json"), reference);
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo.yaml", "corner-shop.yaml", "machine-shop.yaml", "brokers.yaml", "sparkplug-tck.yaml"})
    void every_sample_is_valid(String sample) throws IOException, InvalidSite {
        Path file = SampleSitesTest.FOLDER.resolve(sample);
        assertEquals(List.of(), errors("site.schema.json", Files.readString(file), InputFormat.YAML));
        assertEquals(
                List.of(),
                errors("site.schema.json", EffectiveSite.yaml(SampleSitesTest.load(sample)), InputFormat.YAML));
    }

    @ParameterizedTest
    @MethodSource("io.tidegate.site.SiteCasesTest#cases")
    void what_the_loader_refuses_for_its_structure_is_invalid(Path folder) throws IOException {
        if (!BEYOND_A_SCHEMA.contains(folder.getFileName().toString())) {
            String yaml = Files.readString(folder.resolve("site.yaml"));
            assertFalse(errors("site.schema.json", yaml, InputFormat.YAML).isEmpty(), folder.toString());
        }
    }

    @Test
    void every_entry_is_written_as_its_schema_says() throws IOException {
        DeviceId device = new DeviceId("till");
        Instant at = Instant.parse("2026-11-23T10:00:00.123Z");
        List<Observation> seen = new ArrayList<>(StockJsonTest.samples());
        seen.addAll(ProofJsonTest.samples());
        Collections.addAll(
                seen,
                new Observation.Reading(device, at, Map.of("a", Value.of(1.5))),
                new Observation.Reading(device, at, Map.of("b", Value.of(true), "c", Value.of("x"))),
                new Observation.Scan(device, at, "96385074", Symbology.EAN_8),
                new Observation.Fault(device, at, "no answer"),
                new Summary(
                        device,
                        at,
                        at.plusSeconds(59),
                        60,
                        Map.of("a", new Spread(60, 1, 1.5, 2), "b", new Last(7, Value.of("x")))));
        seen.addAll(RemoteJsonTest.samples());
        for (Observation each : seen) {
            String json = new String(
                    EntryJson.object(new Origin("shop", "gw-1"), new Entry(7, at, each, false, 3)),
                    StandardCharsets.UTF_8);
            assertEquals(List.of(), errors("entry.schema.json", json, InputFormat.JSON), json);
            assertFalse(errors("entry.schema.json", json.replace("\"id\"", "\"key\""), InputFormat.JSON)
                    .isEmpty());
        }
        assertEquals(
                Arrays.stream(Symbology.values()).map(Symbology::word).toList(),
                new ObjectMapper()
                        .convertValue(
                                schema("entry.schema.json").at("/oneOf/1/properties/symbology/enum"), List.class));
    }

    private static void assertKinds(JsonNode items, String word, Class<?> sealed) {
        Class<?>[] kinds = sealed.getPermittedSubclasses();
        List<Class<?>> records = Arrays.stream(kinds).filter(Class::isRecord).toList();
        assertEquals(records.size(), items.at("/oneOf").size());
        for (int i = 0; i < records.size(); i++) {
            assertKeys(items, "/oneOf/" + i, records.get(i), word);
        }
    }

    private static void assertKeys(JsonNode root, String at, Class<?> type, String... further) {
        Set<String> keys = new TreeSet<>();
        root.at(at).at("/properties").fieldNames().forEachRemaining(keys::add);
        Set<String> components =
                components(type).flatMap(SiteSchemaTest::keys).collect(Collectors.toCollection(TreeSet::new));
        components.addAll(List.of(further));
        assertEquals(components, keys, type + " and the schema's " + at);
        assertTrue(root.at(at).at("/additionalProperties").isBoolean(), at + " takes any key");
    }

    private static Stream<String> keys(RecordComponent component) {
        if (component.getType() == HttpLogin.class) {
            return logins();
        }
        if (component.getDeclaringRecord() == CommandRights.class
                && component.getName().equals("outputs")) {
            return Stream.of(CommandRights.SWITCH);
        }
        return component.getType() == InfluxDatabase.class ? influxDatabases() : Stream.of(component.getName());
    }

    /** The word for which of them it is, and the keys of each. */
    private static Stream<String> influxDatabases() {
        return Stream.concat(
                Stream.of("version"),
                Arrays.stream(InfluxDatabase.class.getPermittedSubclasses())
                        .flatMap(SiteSchemaTest::components)
                        .map(RecordComponent::getName));
    }

    /** A key for each way, and none for none. */
    private static Stream<String> logins() {
        return Arrays.stream(HttpLogin.class.getPermittedSubclasses())
                .filter(way -> way != HttpLogin.None.class)
                .map(way -> way.getSimpleName().toLowerCase(Locale.ROOT));
    }

    /** With what the file does not set apart: what all kinds of sinks have, and how a broker is spoken to. */
    private static Stream<RecordComponent> components(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .flatMap(each -> each.getType() == SinkConfig.Common.class || each.getType() == MqttTerms.class
                        ? components(each.getType())
                        : Stream.of(each));
    }

    private static void assertDescribed(JsonNode node, String reference) {
        node.path("properties").properties().forEach(key -> {
            assertTrue(
                    key.getValue().has("description") || key.getValue().has("const"), key.getKey() + " is undescribed");
            assertTrue(reference.contains("`" + key.getKey() + "`"), "docs/site-file.md does not name " + key.getKey());
        });
        node.forEach(child -> assertDescribed(child, reference));
    }

    private static List<String> errors(String schema, String text, InputFormat format) throws IOException {
        Schema validator = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(SCHEMAS.resolve(schema)));
        return validator.validate(text, format).stream()
                .map(error -> error.getInstanceLocation() + " " + error.getMessage())
                .toList();
    }

    private static JsonNode schema(String name) throws IOException {
        return new ObjectMapper().readTree(Files.readString(SCHEMAS.resolve(name)));
    }
}
