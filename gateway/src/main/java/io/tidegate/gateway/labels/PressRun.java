package io.tidegate.gateway.labels;

import io.tidegate.gateway.labels.Labels.Left;
import io.tidegate.gateway.labels.Labels.Printed;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintStream;

/** The other process of a {@link Press}: reads an order, and writes what became of it with the document behind. */
final class PressRun {

    private PressRun() {}

    public static void main(String[] args) throws IOException {
        PrintStream answer = System.out;
        // What a library says must not stand in the document.
        System.setOut(System.err);
        Order order = Order.read(System.in);
        Labels labels = new Labels(order.locale(), order.today());
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        Printed printed = switch (order.what()) {
            case Order.Shelf shelf -> labels.shelf(shelf.items(), shelf.wish(), _ -> {}, pdf);
            case Order.Commands commands -> labels.commands(commands.commands(), pdf);
        };
        try (DataOutputStream out = new DataOutputStream(answer)) {
            out.writeInt(printed.labels());
            out.writeInt(printed.pages());
            out.writeInt(printed.left().size());
            for (Left each : printed.left()) {
                out.writeUTF(each.item());
                out.writeUTF(each.reason());
            }
            pdf.writeTo(out);
        }
    }
}
