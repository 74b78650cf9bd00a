package io.tidegate.site;

import io.tidegate.observation.Observation;
import io.tidegate.site.FieldProfile.Calibration;
import io.tidegate.site.FieldProfile.Kind;
import io.tidegate.site.FieldProfile.Range;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code profiles:}, what the site knows of its devices' fields. Safe from any thread. */
final class ProfilesSection {

    static final int PROFILES_MAX = 200;

    /** With the mark of a value out of range behind it, it must still be a field's name. */
    static final int FIELD_NAME_LENGTH_MAX = Observation.Reading.FIELD_NAME_LENGTH_MAX - 16;

    private static final double NUMBER_MAX = 1e15;
    private static final Scalar<Double> NUMBER = Scalars.decimal("0.5", -NUMBER_MAX, NUMBER_MAX);
    private static final Scalar<Double> DEADBAND = Scalars.decimal("0.2", 0, NUMBER_MAX);
    private static final Scalar<Duration> NOT_BEFORE = Scalars.duration("10 s", Duration.ZERO, Duration.ofDays(1));
    private static final Scalar<Duration> AT_LEAST_EVERY =
            Scalars.duration("15 min", Duration.ofSeconds(1), Duration.ofDays(7));
    private static final Scalar<Kind> KIND = Scalars.oneOf(Kind.class);

    List<Profile> read(Mapping root) {
        List<Profile> profiles = new ArrayList<>();
        Map<String, Mapping> earlier = SiteLoader.noneYet();
        for (Mapping item : root.list("profiles", PROFILES_MAX)) {
            String id = item.required("id", Scalars.id("fridge"));
            SiteLoader.refuseRepeated(item, id, earlier);
            profiles.add(new Profile(
                    id,
                    item.required("devices", Scalars.idPattern("fridge-*")),
                    fields(item.requiredSection("fields"))));
            item.close();
        }
        return profiles;
    }

    private static Map<String, FieldProfile> fields(Mapping section) {
        Map<String, FieldProfile> fields = new LinkedHashMap<>();
        for (String name : section.keys()) {
            if (name.isBlank() || name.length() > FIELD_NAME_LENGTH_MAX) {
                section.problem(name, "is no field. Use 1 to " + FIELD_NAME_LENGTH_MAX + " characters.");
            }
            section.section(name).ifPresent(field -> fields.put(name, field(field)));
        }
        section.close();
        return fields;
    }

    private static FieldProfile field(Mapping section) {
        Kind kind = section.optional("kind", KIND, Kind.GAUGE);
        FieldProfile field = new FieldProfile(
                section.maybe("unit", Scalars.text("Cel")),
                kind,
                section.section("name").map(ProfilesSection::names).orElse(Map.of()),
                section.section("range").map(ProfilesSection::range),
                section.section("limits").map(ProfilesSection::range),
                section.section("calibration").map(ProfilesSection::calibration),
                section.optional("deadband", DEADBAND, 0.0),
                section.optional("notBefore", NOT_BEFORE, Duration.ZERO),
                section.optional("atLeastEvery", AT_LEAST_EVERY, FieldProfile.AT_LEAST_EVERY));
        refuseNumbers(section, kind);
        section.close();
        return field;
    }

    private static void refuseNumbers(Mapping section, Kind kind) {
        for (String key : List.of("range", "limits", "calibration", "deadband")) {
            if (kind == Kind.STATE && section.has(key)) {
                section.problem(key, "is for numbers, and a state is none. Remove it, or write kind: gauge.");
            }
        }
    }

    private static Map<String, String> names(Mapping section) {
        Map<String, String> names = new LinkedHashMap<>();
        for (String language : section.keys()) {
            if (!Scalars.isLanguage(language)) {
                section.problem(language, "is no language. Use a code such as en or de.");
            }
            section.maybe(language, Scalars.text("Temperature")).ifPresent(name -> names.put(language, name));
        }
        section.close();
        return names;
    }

    private static Range range(Mapping section) {
        Range range = new Range(
                section.optional("min", NUMBER, Double.NEGATIVE_INFINITY),
                section.optional("max", NUMBER, Double.POSITIVE_INFINITY));
        if (!section.has("min") && !section.has("max")) {
            section.problem("max", "is missing, and so is min. Write one of them, or both.");
        }
        if (range.min() > range.max()) {
            section.problem("max", "is below min. Exchange them.");
        }
        section.close();
        return range;
    }

    private static Calibration calibration(Mapping section) {
        Calibration calibration = new Calibration(
                section.optional("offset", NUMBER, 0.0),
                section.optional("slope", NUMBER, 1.0),
                section.maybe("on", Scalars.DATE),
                section.maybe("by", Scalars.text("A. Fitter")));
        if (calibration.slope() == 0) {
            section.problem("slope", "0 would make every value the same. Use 1 when only the offset is wrong.");
        }
        section.close();
        return calibration;
    }

    static void show(Profile profile, YamlWriter yaml) {
        yaml.text("id", profile.id());
        yaml.text("devices", profile.devices());
        yaml.section(
                "fields",
                () -> profile.fields()
                        .forEach((name, field) -> yaml.section(YamlWriter.key(name), () -> show(field, yaml))));
    }

    private static void show(FieldProfile field, YamlWriter yaml) {
        field.unit().ifPresent(unit -> yaml.text("unit", unit));
        yaml.bare("kind", Scalars.word(field.kind()));
        if (!field.name().isEmpty()) {
            yaml.section("name", () -> field.name().forEach(yaml::text));
        }
        field.range().ifPresent(range -> yaml.section("range", () -> show(range, yaml)));
        field.limits().ifPresent(limits -> yaml.section("limits", () -> show(limits, yaml)));
        field.calibration()
                .ifPresent(calibration -> yaml.section("calibration", () -> {
                    yaml.bare("offset", calibration.offset());
                    yaml.bare("slope", calibration.slope());
                    calibration.on().ifPresent(day -> yaml.text("on", day.toString()));
                    calibration.by().ifPresent(who -> yaml.text("by", who));
                }));
        if (field.kind() != Kind.STATE) {
            yaml.bare("deadband", field.deadband());
        }
        yaml.bare("notBefore", Quantities.text(field.notBefore()));
        yaml.bare("atLeastEvery", Quantities.text(field.atLeastEvery()));
    }

    private static void show(Range range, YamlWriter yaml) {
        if (Double.isFinite(range.min())) {
            yaml.bare("min", range.min());
        }
        if (Double.isFinite(range.max())) {
            yaml.bare("max", range.max());
        }
    }
}
