package io.tidegate.gateway.commands;

import io.tidegate.driver.Command;
import io.tidegate.driver.Outcome;
import io.tidegate.observation.DeviceId;
import io.tidegate.site.SiteFile;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * By what commands are carried out, beside the journal.
 *
 * @param site as it runs now
 * @param tell gives a command to a device, which answers within seconds
 */
public record Means(
        Supplier<SiteFile> site, BiFunction<DeviceId, Command, CompletionStage<Outcome>> tell, Reporting reporting) {}
