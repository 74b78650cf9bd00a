package io.tidegate.site;

import io.tidegate.observation.DeviceId;
import io.tidegate.site.StockSettings.Scanner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code stock.scanners:}. Functions only. */
final class ScannersSection {

    private static final Scalar<ScanTask> TASK = Scalars.oneOf(ScanTask.class);
    private static final Scalar<Duration> BACK_AFTER =
            Scalars.duration("2 min", Duration.ofSeconds(5), Duration.ofDays(1));
    private static final Scalar<Duration> REPEAT_WITHIN =
            Scalars.duration("500 ms", Duration.ZERO, Duration.ofMinutes(1));

    private ScannersSection() {}

    /**
     * @param usual where a scanner is that does not say it
     * @param locations of the site; none: any name is taken
     */
    static List<Scanner> read(Mapping stock, String usual, List<String> locations) {
        List<Scanner> scanners = new ArrayList<>();
        Map<String, Mapping> earlier = SiteLoader.noneYet();
        for (Mapping item : stock.list("scanners", StockSettings.SCANNERS_MAX)) {
            String device = item.required("device", Scalars.id("till-1"));
            SiteLoader.refuseRepeated(item, "device", device, earlier, "Keep one.");
            scanners.add(scanner(item, new DeviceId(device), usual, locations));
            item.close();
        }
        return scanners;
    }

    private static Scanner scanner(Mapping item, DeviceId device, String usual, List<String> locations) {
        ScanTask task = item.optional("task", TASK, ScanTask.LOOK);
        String location = item.optional("location", Scalars.id("sales-floor"), usual);
        Optional<String> to = item.maybe("to", Scalars.id("back-room"));
        StockSection.refuseUnknown(item, "location", location, locations);
        to.ifPresent(end -> StockSection.refuseUnknown(item, "to", end, locations));
        if (task == ScanTask.TRANSFER && to.isEmpty()) {
            item.problem("task", "is a transfer, which goes somewhere. Name the location as 'to'.");
        }
        if (task != ScanTask.TRANSFER && to.isPresent()) {
            item.problem("to", "belongs to 'task: transfer'. Remove it, or say that task.");
        }
        if (to.isPresent() && to.get().equals(location)) {
            item.problem("to", "is where the scanner is. Name another location.");
        }
        return new Scanner(
                device,
                task,
                location,
                to,
                item.optional("backAfter", BACK_AFTER, Scanner.BACK_AFTER),
                item.optional("repeatWithin", REPEAT_WITHIN, Scanner.REPEAT_WITHIN));
    }

    static void show(List<Scanner> scanners, YamlWriter yaml) {
        yaml.list("scanners", scanners, scanner -> {
            yaml.text("device", scanner.device().value());
            yaml.text("task", scanner.task().word());
            yaml.text("location", scanner.location());
            scanner.to().ifPresent(to -> yaml.text("to", to));
            yaml.bare("backAfter", Quantities.text(scanner.backAfter()));
            yaml.bare("repeatWithin", Quantities.text(scanner.repeatWithin()));
        });
    }
}
