package io.tidegate.gateway.commands;

import io.tidegate.driver.Command;
import io.tidegate.driver.Outcome;
import io.tidegate.gateway.siteversions.SiteDoor;
import io.tidegate.observation.DeviceId;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

/**
 * What commands are carried out at, beside the journal.
 *
 * @param site as it runs now, and the way to another one
 * @param tell gives a command to a device, which answers within seconds
 */
public record CommandTargets(
        SiteDoor site, BiFunction<DeviceId, Command, CompletionStage<Outcome>> tell, Reporting reporting) {}
