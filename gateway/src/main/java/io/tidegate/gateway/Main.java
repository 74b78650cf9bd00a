package io.tidegate.gateway;

import static io.tidegate.gateway.installer.ExitCode.CANNOT_START;
import static io.tidegate.gateway.installer.ExitCode.INVALID_FILE;
import static io.tidegate.gateway.installer.ExitCode.MISTAKE;
import static io.tidegate.gateway.installer.ExitCode.OK;
import static io.tidegate.gateway.installer.ExitCode.USAGE;
import static java.util.Objects.requireNonNull;

import io.tidegate.gateway.installer.DecodeCommand;
import io.tidegate.gateway.installer.DevicesCommand;
import io.tidegate.gateway.installer.ForecastCommand;
import io.tidegate.gateway.installer.Help;
import io.tidegate.gateway.installer.LabelsCommand;
import io.tidegate.gateway.installer.ReconcileCommand;
import io.tidegate.gateway.installer.WatchCommand;
import io.tidegate.gateway.siteversions.SiteText;
import io.tidegate.gateway.siteversions.Start;
import io.tidegate.gateway.siteversions.Trial;
import io.tidegate.gateway.siteversions.Who;
import io.tidegate.site.Advice;
import io.tidegate.site.InvalidSite;
import io.tidegate.site.SiteFile;
import io.tidegate.site.SiteLoader;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.tinylog.Logger;

/** Takes the command. What it prints is for the person at the terminal; everything later goes to the log. */
public final class Main {

    /** Commands whose words at the terminal are all that there is to say. */
    private static final List<String> SPEAK_THEMSELVES =
            List.of("devices", "watch", "decode", "forecast", "labels", "reconcile");

    /** Behind any command, too. */
    private static final List<String> ASK_FOR_HELP = List.of("--help", "-h");

    private Main() {}

    public static void main(String[] args) {
        if (args.length > 0 && SPEAK_THEMSELVES.contains(args[0])) {
            Logging.silence();
        }
        int code = executeOrFail(args);
        System.out.flush();
        // After a signal the hook has stopped the gateway, and the JVM is on its way out with 128 + signal.
        if (code != OK) {
            System.exit(code);
        }
    }

    /** The top of the main thread: or it would end with 1, which says that the site file is wrong. */
    private static int executeOrFail(String[] args) {
        try {
            return execute(args, System.out, System.err);
        } catch (RuntimeException | Error bug) {
            return mistake(bug);
        }
    }

    static int execute(String[] args, PrintStream out, PrintStream err) {
        boolean helpless = args.length == 0 || ASK_FOR_HELP.contains(args[args.length - 1]);
        String command = helpless ? "help" : args[0];
        List<String> rest = List.of(args).subList(Math.min(1, args.length), args.length);
        return switch (command) {
            case "help" -> {
                out.print(args.length < 2 ? Help.ALL : Help.of(args[helpless ? 0 : 1]));
                yield OK;
            }
            case "version", "--version" -> {
                out.println("tidegate " + Version.current());
                yield OK;
            }
            case "check" ->
                args.length == 2 ? check(Path.of(args[1]), out, err) : usage(err, "check needs one site file");
            case "run" -> args.length == 2 ? run(Path.of(args[1]), out, err) : usage(err, "run needs one site file");
            case "devices" -> answered(err, () -> DevicesCommand.run(rest, out, err));
            case "watch" ->
                args.length == 3
                        ? answered(err, () -> watch(args[1], Path.of(args[2]), out, err))
                        : usage(err, "watch needs a device and a site file");
            case "decode" -> DecodeCommand.run(rest, LocalDate.now(ZoneId.systemDefault()), System.in, out, err);
            case "forecast" -> ForecastCommand.run(rest, out, err);
            case "labels" -> answered(err, () -> LabelsCommand.run(rest, InstantSource.system(), out, err));
            case "reconcile" -> answered(err, () -> ReconcileCommand.run(rest, out, err));
            case "demo" -> args.length == 1 ? demo(out, err) : usage(err, "demo takes no arguments");
            default -> usage(err, "'" + command + "' is no command");
        };
    }

    private static int usage(PrintStream err, String problem) {
        err.println("tidegate: " + problem + ".\n");
        err.print(Help.ALL);
        return USAGE;
    }

    private static int check(Path file, PrintStream out, PrintStream err) {
        try {
            SiteLoader.Checked checked = SiteLoader.check(file, System.getenv());
            SiteFile site = checked.site();
            out.println(file + ": fine. Site '" + site.site().id() + "', gateway '"
                    + site.gateway().id() + "', " + site.devices().size() + " device(s), "
                    + site.sinks().size() + " sink(s).");
            checked.notes().forEach(note -> out.println("note: " + note));
            Advice.of(site).forEach(note -> out.println("note: " + note));
            return OK;
        } catch (InvalidSite e) {
            return invalid(e, err);
        }
    }

    /** One that may find the site file unfit. */
    @FunctionalInterface
    private interface Command {
        int run() throws InvalidSite, InterruptedException;
    }

    private static int answered(PrintStream err, Command command) {
        try {
            return command.run();
        } catch (InvalidSite e) {
            return invalid(e, err);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OK;
        }
    }

    private static int watch(String device, Path file, PrintStream out, PrintStream err)
            throws InvalidSite, InterruptedException {
        WatchCommand command = new WatchCommand(SiteLoader.loadWithoutSecrets(file), out, err);
        Runtime.getRuntime().addShutdownHook(new Thread(command::stop, "shutdown"));
        return command.run(device);
    }

    private static int run(Path file, PrintStream out, PrintStream err) {
        HangUp hangUp = HangUp.taken();
        beginNumbers();
        try {
            SiteText source = SiteText.in(file);
            Start start = Start.by(source);
            Logging.start(start.site().gateway().data());
            return untilStopped(
                    start, source, hangUp, gateway -> out.println("Tidegate is running: " + gateway.page()));
        } catch (InvalidSite e) {
            return invalid(e, err);
        } catch (CannotStart e) {
            return cannotStart(e);
        }
    }

    /** JDK 25 computes 5^65536 before the first decimal number. Beside the site file that is 40 ms that no device waits for. */
    private static void beginNumbers() {
        Thread.ofPlatform().daemon().name("numbers").start(() -> requireNonNull(BigDecimal.ONE));
    }

    private static int demo(PrintStream out, PrintStream err) {
        HangUp hangUp = HangUp.taken();
        try (Demo demo = Demo.start()) {
            return untilStopped(demo.begun(), Demo.source(), hangUp, gateway -> {
                Demo.fill(gateway.catalogue());
                out.print("""

                    The shop:   %s
                    The cloud:  %s  (cut its line there, and join it again)
                    A device:   mosquitto_pub -p %d -q 1 -t floor/fridge-9/temperature -m 4.2
                    Stop with Ctrl-C.

                    """.formatted(gateway.page(), demo.cloudPage(), gateway.mqttPort()));
            });
        } catch (InvalidSite e) {
            return invalid(e, err);
        } catch (CannotStart e) {
            return cannotStart(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OK;
        }
    }

    /**
     * Runs the site until a signal comes; the JVM's hook then stops it in order, and the JVM ends with 128 + signal. Returns
     * only when a mistake in the program has stopped it. SIGHUP applies the site file as it is then.
     */
    static int untilStopped(Start start, SiteText source, HangUp hangUp, Consumer<Gateway> started) throws CannotStart {
        try (Gateway gateway = Gateway.start(start, source, Trial.Limits.USUAL)) {
            hangUp.reloads(() -> gateway.siteFile()
                    .apply(Who.at(Who.Door.RELOAD))
                    .toCompletableFuture()
                    .join());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(gateway), "shutdown"));
            started.accept(gateway);
            return mistake(gateway.mistake().toCompletableFuture().get());
        } catch (ExecutionException neverFails) {
            throw new IllegalStateException(neverFails);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OK;
        }
    }

    private static void stop(Gateway gateway) {
        Logger.info("Tidegate is told to stop");
        gateway.close();
        Logger.info("Tidegate has stopped. What was acknowledged is on disk");
    }

    private static int mistake(Throwable bug) {
        Logger.error(
                bug,
                "Tidegate ends because of a mistake in the program, so that it can be started anew. What was acknowledged is"
                        + " safe. Please report this");
        return MISTAKE;
    }

    private static int invalid(InvalidSite invalid, PrintStream err) {
        invalid.problems().forEach(err::println);
        err.println(invalid.problems().size() + " problem(s). Nothing was started.");
        return INVALID_FILE;
    }

    private static int cannotStart(CannotStart problem) {
        Logger.error("Cannot start: {}", problem.getMessage());
        return CANNOT_START;
    }
}
