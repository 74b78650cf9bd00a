package io.tidegate.gateway.installer;

import io.tidegate.gateway.labels.Paper;
import java.util.ArrayList;
import java.util.List;

/** What the commands take, for the person at the terminal. Functions only. */
public final class Help {

    public static final String ALL = """
            Tidegate, an edge gateway: from the floor to the cloud, with nothing lost.

              tidegate demo             run a sample site with simulated devices, and print its page
              tidegate run SITE.yaml    run a site until it is stopped (Ctrl-C)
              tidegate check SITE.yaml  list every problem of a site file
              tidegate devices [--as-yaml] [SITE.yaml]
                                        list what this machine offers, also as lines for a site file
              tidegate devices --modbus tcp://HOST:502 | --modbus /dev/PORT@9600-8N1 | --opcua opc.tcp://HOST:4840
                               | --mqtt mqtt://HOST:1883
                                        the same of a Modbus bus, an OPC UA server, or gadgets that a broker knows
              tidegate watch DEVICE SITE.yaml
                                        show what a device says, until it is stopped (Ctrl-C); nothing is recorded
              tidegate decode [--in-store PATTERN] [--upc-e] [CODE ...]
                                        say what codes hold, a line of JSON each; without a CODE, those of standard input
              tidegate forecast --series FILE.csv --horizon N [--season S] [--interval PERCENT]
                                        what comes next in each row 'id,v1,v2,...', as 'id,f1,...,fN'; with an interval its
                                        lower and its upper ends behind, each N
              tidegate labels SITE.yaml commands [--out FILE.pdf]
                                        print a sheet of commands for scanners without a screen
              tidegate labels SITE.yaml shelf [--items ID,ID] [--layout LAYOUT] [--datamatrix] [--lot LOT] [--expiry DATE]
                               [--size PERCENT] [--csv FILE.csv] [--missing-none] [--out FILE.pdf]
                                        print labels for the shelf, of all items of the catalogue or of some;
                                        LAYOUT is one of %s
              tidegate reconcile SITE.yaml SINK REPORT.json [--look]
                                        compare what a receiver says that it has with what was delivered, and have what is
                                        missing sent once more; with --look only say what that is
              tidegate version          print the version
              tidegate help             print this; COMMAND --help prints what that command takes

            Exit codes: 0 done, 1 the site file, a row of the series or an item has errors, 2 unknown command or device,
              3 cannot start or no answer, 70 a mistake in the program.
            """.formatted(Paper.names());

    private static final String COMMAND = "  tidegate ";

    private Help() {}

    /** What is said of that command, and the exit codes; all where there is no such command. */
    public static String of(String command) {
        List<String> lines = ALL.lines().toList();
        List<String> said = new ArrayList<>();
        boolean its = false;
        for (String line : lines) {
            if (line.startsWith(COMMAND)) {
                its = line.startsWith(COMMAND + command + " ");
            } else if (line.isBlank()) {
                its = false;
            }
            if (its) {
                said.add(line);
            }
        }
        if (said.isEmpty()) {
            return ALL;
        }
        said.add("");
        said.addAll(lines.subList(lines.lastIndexOf("") + 1, lines.size()));
        return String.join("\n", said) + "\n";
    }
}
