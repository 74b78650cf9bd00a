package io.tidegate.gateway.installer;

import io.tidegate.gateway.inventory.Catalogue;
import io.tidegate.gateway.inventory.KeptCatalogue;
import io.tidegate.gateway.labels.CommandCards;
import io.tidegate.gateway.labels.Labels;
import io.tidegate.gateway.labels.Labels.Printed;
import io.tidegate.observation.Item;
import io.tidegate.site.InvalidSite;
import io.tidegate.site.SiteFile;
import io.tidegate.site.SiteLoader;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Prints command codes and labels for the shelf into a file. The catalogue is only read. Used by one thread. */
public final class LabelsCommand {

    private final LabelsWish wish;
    private final SiteFile site;
    private final PrintStream out;
    private final PrintStream err;

    private LabelsCommand(LabelsWish wish, SiteFile site, PrintStream out, PrintStream err) {
        this.wish = wish;
        this.site = site;
        this.out = out;
        this.err = err;
    }

    /** It ends here, with a word for the person at the terminal. */
    private static final class Ends extends Exception {

        private static final long serialVersionUID = 1L;

        private final int code;

        Ends(int code, String why) {
            super(why, null, false, false);
            this.code = code;
        }
    }

    /** @return the exit code */
    public static int run(List<String> arguments, InstantSource clock, PrintStream out, PrintStream err)
            throws InvalidSite, InterruptedException {
        LabelsWish wish;
        try {
            wish = LabelsWish.read(arguments);
        } catch (IllegalArgumentException notUnderstood) {
            err.println("tidegate: " + notUnderstood.getMessage() + ". See 'tidegate labels --help'.");
            return ExitCode.USAGE;
        }
        SiteFile site = SiteLoader.loadWithoutSecrets(wish.site());
        try {
            LocalDate today = LocalDate.ofInstant(clock.instant(), site.site().timezone());
            return new LabelsCommand(wish, site, out, err)
                    .print(new Labels(site.site().locale(), today));
        } catch (Ends end) {
            err.println("tidegate: " + end.getMessage() + ".");
            return end.code;
        }
    }

    private int print(Labels labels) throws Ends, InterruptedException {
        return switch (wish.kind()) {
            case COMMANDS -> written(file -> labels.commands(CommandCards.of(site), file));
            case SHELF -> {
                List<String> unknown = new ArrayList<>();
                List<Item> items = chosen(items(), unknown);
                unknown.forEach(each -> err.println("tidegate: the catalogue knows no item '" + each + "'."));
                if (items.isEmpty() || (wish.missingNone() && !unknown.isEmpty())) {
                    throw new Ends(ExitCode.INVALID_FILE, "nothing was printed, see above");
                }
                int code = written(file -> labels.shelf(items, wish.shelf(), this::progress, file));
                yield unknown.isEmpty() ? code : ExitCode.INVALID_FILE;
            }
        };
    }

    private void progress(int labels) {
        err.println("tidegate: " + labels + " labels drawn ...");
    }

    private List<Item> items() throws Ends, InterruptedException {
        if (wish.csv().isPresent()) {
            return table(wish.csv().get());
        }
        try {
            return switch (RunningGateway.of(site)) {
                case RunningGateway.Found.Running running -> running.gateway().items();
                case RunningGateway.Found.OutOfReach away -> throw new Ends(ExitCode.CANNOT_START, away.why());
                case RunningGateway.Found.Nobody _ ->
                    KeptCatalogue.in(site.gateway().data());
            };
        } catch (IOException | SQLException e) {
            throw new Ends(ExitCode.CANNOT_START, "cannot read the catalogue: " + e.getMessage());
        }
    }

    private List<Item> table(Path csv) throws Ends {
        KeptCatalogue.Table table;
        try {
            table = KeptCatalogue.of(Files.readAllBytes(csv));
        } catch (NoSuchFileException e) {
            throw new Ends(ExitCode.INVALID_FILE, "there is no file " + csv);
        } catch (IOException e) {
            throw new Ends(ExitCode.INVALID_FILE, "cannot read " + csv + ": " + e.getMessage());
        }
        for (Catalogue.Problem problem : table.problems()) {
            err.println(csv + ":" + problem.line() + ": " + problem.problem());
        }
        if (!table.problems().isEmpty()) {
            throw new Ends(
                    ExitCode.INVALID_FILE, table.problems().size() + " problem(s), see above. Nothing was printed");
        }
        return table.items();
    }

    /**
     * In the order in which they were named.
     *
     * @param unknown gets the names that mean no item
     */
    private List<Item> chosen(List<Item> all, List<String> unknown) throws Ends {
        if (wish.items().isEmpty()) {
            List<Item> traded = all.stream().filter(each -> !each.retired()).toList();
            if (traded.isEmpty()) {
                throw new Ends(
                        ExitCode.USAGE,
                        "the catalogue has no items. Load it with POST /api/v1/items.csv, or name a table with --csv FILE.csv");
            }
            if (traded.size() > Labels.LABELS_MAX) {
                throw new Ends(
                        ExitCode.USAGE,
                        traded.size() + " items are more than the " + Labels.LABELS_MAX
                                + " that one file may have. Print part of the catalogue's table with --csv FILE.csv");
            }
            return traded;
        }
        List<Item> chosen = new ArrayList<>();
        for (String name : wish.items()) {
            all.stream()
                    .filter(each -> isCalled(each, name))
                    .findFirst()
                    .ifPresentOrElse(chosen::add, () -> unknown.add(name));
        }
        return chosen;
    }

    private static boolean isCalled(Item item, String name) {
        return item.id().equals(name)
                || item.codes().stream().anyMatch(each -> each.code().equals(name));
    }

    /** Prints into that stream. */
    @FunctionalInterface
    private interface Printing {
        Printed into(OutputStream file) throws IOException;
    }

    /** Beside the file, and moved to its name when it is whole. */
    private int written(Printing printing) throws Ends {
        Path file = wish.out().toAbsolutePath();
        Path aside = file.resolveSibling(file.getFileName() + ".new");
        try {
            Printed printed;
            try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(aside))) {
                printed = printing.into(stream);
            }
            printed.left().forEach(each -> err.println("tidegate: '" + each.item() + "' " + each.reason() + "."));
            boolean whole = printed.left().isEmpty();
            if (printed.labels() == 0 || (wish.missingNone() && !whole)) {
                throw new Ends(ExitCode.INVALID_FILE, "nothing was printed, see above");
            }
            Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            tell(printed);
            return whole ? ExitCode.OK : ExitCode.INVALID_FILE;
        } catch (IOException e) {
            throw new Ends(ExitCode.CANNOT_START, "cannot write " + wish.out() + ": " + e.getMessage());
        } finally {
            remove(aside);
        }
    }

    private void tell(Printed printed) {
        String left = printed.left().isEmpty() ? "" : ", " + printed.left().size() + " left out";
        out.println(wish.out() + ": " + printed.labels() + " label(s) on " + printed.pages() + " page(s)" + left
                + ". Print at 100 %, and not fitted to the page.");
    }

    private static void remove(Path aside) {
        try {
            Files.deleteIfExists(aside);
        } catch (IOException e) {
            // What could not be written stays behind: nobody takes it for the file.
        }
    }
}
