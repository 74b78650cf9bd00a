package io.tidegate.site;

import io.tidegate.observation.Observation;
import io.tidegate.observation.Proof;
import io.tidegate.observation.Summary;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * What of a site's entries is meant for one cloud; all of it, where nothing is said. Immutable.
 *
 * @param kinds of entries; empty for all
 * @param devices whose entries, by ids in which {@code *} stands for any characters; empty for all
 * @param fields of readings; empty for all
 * @param every a field of a device goes once in so long at most; 1 s to 1 d
 * @param changes whether a field of a device goes only when its value is another than the last that went
 */
public record Selection(
        List<String> kinds, List<String> devices, List<String> fields, Optional<Duration> every, boolean changes) {

    public static final Selection ALL = new Selection(List.of(), List.of(), List.of(), Optional.empty(), false);

    private static final int LIST_MAX = 100;

    /** Of which a person may choose: proofs and summaries go with what they are about. */
    static final List<String> KINDS = Observation.KINDS.stream()
            .filter(kind -> !kind.equals(Summary.KIND) && !kind.equals(Proof.KIND))
            .toList();

    private static final Scalar<Duration> EVERY = Scalars.duration("60 s", Duration.ofSeconds(1), Duration.ofDays(1));

    static Selection read(Mapping section) {
        Selection selection = new Selection(
                section.values("kinds", Scalars.oneOf(UnaryOperator.identity(), KINDS), KINDS.size()),
                section.values("devices", Scalars.idPattern("fridge-*"), LIST_MAX),
                section.values("fields", Scalars.field("temperature"), LIST_MAX),
                section.maybe("every", EVERY),
                section.optional("changes", Scalars.FLAG, false));
        section.close();
        return selection;
    }

    void show(YamlWriter yaml) {
        if (equals(ALL)) {
            return;
        }
        yaml.section("send", () -> {
            if (!kinds.isEmpty()) {
                yaml.texts("kinds", kinds);
            }
            if (!devices.isEmpty()) {
                yaml.texts("devices", devices);
            }
            if (!fields.isEmpty()) {
                yaml.texts("fields", fields);
            }
            every.ifPresent(time -> yaml.bare("every", Quantities.text(time)));
            yaml.bare("changes", changes);
        });
    }

    /**
     * Whether an entry is meant for the cloud, as far as its kind and device tell. A proof is where all is that it counts. To be
     * kept by who asks it of many.
     */
    public Predicate<Observation> ofKindsAndDevices() {
        List<Pattern> ids = devices.stream().map(Profile::pattern).toList();
        return seen -> (kinds.isEmpty() || kinds.contains(kind(seen)))
                && !(thins() && seen instanceof Proof proof && proof.of().equals(Observation.Reading.KIND))
                && (ids.isEmpty()
                        || ids.stream()
                                .anyMatch(each ->
                                        each.matcher(seen.device().value()).matches()));
    }

    /** Who wants readings wants what is left of them, and what proves them. */
    private static String kind(Observation seen) {
        return switch (seen) {
            case Summary _ -> Observation.Reading.KIND;
            case Proof proof -> proof.of();
            default -> seen.kind();
        };
    }

    public boolean includes(String field) {
        return fields.isEmpty() || fields.contains(field);
    }

    /** Whether readings are taken apart at all. */
    public boolean thins() {
        return !fields.isEmpty() || every.isPresent() || changes;
    }
}
