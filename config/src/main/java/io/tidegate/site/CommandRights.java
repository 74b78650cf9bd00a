package io.tidegate.site;

import io.tidegate.observation.DeviceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a cloud may ask of the site, one component for each command; nothing, where the site file does not say more. Immutable.
 *
 * @param outputs that it may switch, by ids in which {@code *} stands for any characters; the key is {@code switch}
 * @param resend whether it may have entries sent to it once more
 * @param report what it may have reported
 * @param replay whether it may have what it refused sent once more
 * @param dismiss whether it may have that given up
 * @param configure whether it may have another site file tried
 */
public record CommandRights(
        List<String> outputs, boolean resend, List<Report> report, boolean replay, boolean dismiss, boolean configure) {

    /** What the gateway can report. */
    public enum Report {
        /** How the devices and clouds are. */
        STATUS,
        /** So much of each item is where. */
        LEVELS,
        /** Which lots stood where it was too warm. */
        EXPOSURES;

        public String word() {
            return Scalars.word(this);
        }
    }

    static final String SWITCH = "switch";

    private static final List<String> COMMANDS = List.of(SWITCH, "resend", "report", "replay", "dismiss", "configure");

    private static final int LIST_MAX = 100;
    private static final Scalar<Report> REPORT = Scalars.oneOf(Report.class);

    public CommandRights {
        outputs = List.copyOf(outputs);
        report = List.copyOf(report);
    }

    /** To switch outputs, and for nothing else. */
    public static CommandRights toSwitch(List<String> outputs) {
        return new CommandRights(outputs, false, List.of(), false, false, false);
    }

    /** @param devices of the site, among which those are that can be told what to do */
    static CommandRights read(Mapping section, List<DeviceConfig> devices) {
        List<String> outputs = section.values(SWITCH, Scalars.idPattern("fan"), LIST_MAX);
        List<String> known = devices.stream()
                .filter(each -> each.control().isPresent())
                .map(each -> each.id().value())
                .toList();
        for (String ids : outputs) {
            if (!ids.contains("*") && !known.contains(ids)) {
                section.problem(
                        SWITCH,
                        "'" + ids + "' is no output of this site. "
                                + (known.isEmpty() ? "Add one, or remove the key." : Nearest.hint(ids, known)));
            }
        }
        CommandRights rights = new CommandRights(
                outputs,
                section.optional("resend", Scalars.FLAG, false),
                section.values("report", REPORT, Report.values().length),
                section.optional("replay", Scalars.FLAG, false),
                section.optional("dismiss", Scalars.FLAG, false),
                section.optional("configure", Scalars.FLAG, false));
        refuseStrangers(section);
        return rights;
    }

    /** With all that there are: who looks for another one does not mean the nearest. */
    private static void refuseStrangers(Mapping section) {
        for (String key : section.keys()) {
            if (!COMMANDS.contains(key)) {
                section.problem(key, "is no command. Known here: " + String.join(", ", COMMANDS) + ".");
            }
        }
        section.closeUnread();
    }

    void show(YamlWriter yaml) {
        yaml.section("allow", () -> {
            yaml.texts(SWITCH, outputs);
            yaml.bare("resend", resend);
            yaml.texts("report", report.stream().map(Report::word).toList());
            yaml.bare("replay", replay);
            yaml.bare("dismiss", dismiss);
            yaml.bare("configure", configure);
        });
    }

    /** Whether it may tell that device what to do. */
    public boolean maySwitch(DeviceId device) {
        return outputs.stream()
                .anyMatch(ids -> Profile.pattern(ids).matcher(device.value()).matches());
    }

    /** In words for whoever asks for something else: what is allowed. */
    public String words() {
        List<String> allowed = new ArrayList<>();
        outputs.forEach(ids -> allowed.add("switch " + ids));
        report.forEach(each -> allowed.add("report " + each.word()));
        Map.of("resend", resend, "replay", replay, "dismiss", dismiss, "configure", configure).entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .sorted()
                .forEach(allowed::add);
        return allowed.isEmpty() ? "nothing" : String.join(", ", allowed);
    }
}
