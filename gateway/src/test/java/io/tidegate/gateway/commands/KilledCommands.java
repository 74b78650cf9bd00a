package io.tidegate.gateway.commands;

import io.tidegate.driver.Outcome;
import io.tidegate.sync.ReceivedCommand;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A program that takes commands and never gets done with them, until it is killed. */
final class KilledCommands {

    private KilledCommands() {}

    /** Arguments: the folder, and the commands. */
    public static void main(String[] arguments) throws Exception {
        CommandSite site = new CommandSite(Path.of(arguments[0]), CommandSite.ALL);
        site.outcome = new CompletableFuture<Outcome>();
        for (String command : List.of(arguments).subList(1, arguments.length)) {
            site.desk()
                    .received(List.of(
                            new ReceivedCommand("t/do", command.getBytes(StandardCharsets.UTF_8), Optional.empty())));
        }
        System.out.println("taken");
        while (site.told.isEmpty()) {
            Thread.onSpinWait();
        }
        System.out.println("told");
        System.in.read();
    }
}
