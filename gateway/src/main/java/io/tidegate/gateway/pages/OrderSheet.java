package io.tidegate.gateway.pages;

import io.tidegate.gateway.inventory.SheetCell;
import io.tidegate.gateway.ordering.Proposed;
import io.tidegate.observation.Amount;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Orders as a table for a spreadsheet. Functions only. */
final class OrderSheet {

    private OrderSheet() {}

    /** RFC 4180. */
    static String csv(List<Proposed> proposals, Words words) {
        StringWriter text = new StringWriter();
        try (CSVPrinter csv = new CSVPrinter(text, CSVFormat.RFC4180)) {
            csv.printRecord(
                    "supplier", "item", "name", "packs", "pack", "packOf", "quantity", "unit", "state", "reason", "id");
            for (Proposed each : proposals) {
                Amount wanted = each.wanted();
                csv.printRecord(
                        SheetCell.guarded(each.subject().supplier()),
                        SheetCell.guarded(each.subject().item()),
                        SheetCell.guarded(each.subject().name()),
                        each.packs(wanted).toPlainString(),
                        SheetCell.guarded(each.subject().pack().unit()),
                        each.subject().pack().of().toPlainString(),
                        wanted.quantity().toPlainString(),
                        SheetCell.guarded(wanted.unit()),
                        each.fate().state().word(),
                        new OrderWords(words).reason(each.reason()),
                        each.id());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return text.toString();
    }

    /** A supplier without its address. */
    static String nameOf(String supplier) {
        String name = supplier.replaceFirst("\\s*<[^<>]*>\\s*$", "");
        return name.isEmpty() ? supplier : name;
    }

    /** In packs where it comes in such. */
    static String quantity(Proposed each, Words words) {
        Amount wanted = each.wanted();
        String own = words.amount(wanted);
        boolean single = each.subject().pack().unit().equals(wanted.unit());
        return single
                ? own
                : words.number(each.packs(wanted)) + " × "
                        + each.subject().pack().unit() + " (" + own + ")";
    }
}
