package io.tidegate.gateway.pages;

import io.tidegate.gateway.inventory.CsvText;
import io.tidegate.gateway.inventory.SheetCell;
import io.tidegate.gateway.ordering.Proposed;
import io.tidegate.observation.Amount;
import java.util.List;
import java.util.stream.Stream;

/** Orders as a table for a spreadsheet. Functions only. */
final class OrderSheet {

    private static final List<String> HEADER =
            List.of("supplier", "item", "name", "packs", "pack", "packOf", "quantity", "unit", "state", "reason", "id");

    private OrderSheet() {}

    static String csv(List<Proposed> proposals, Words words) {
        OrderWords say = new OrderWords(words);
        return CsvText.of(
                ',', Stream.concat(Stream.of(HEADER), proposals.stream().map(each -> row(each, say))));
    }

    private static List<String> row(Proposed each, OrderWords say) {
        Amount wanted = each.wanted();
        return List.of(
                SheetCell.guarded(each.subject().supplier()),
                SheetCell.guarded(each.subject().item()),
                SheetCell.guarded(each.subject().name()),
                each.packs(wanted).toPlainString(),
                SheetCell.guarded(each.subject().pack().unit()),
                each.subject().pack().of().toPlainString(),
                wanted.quantity().toPlainString(),
                SheetCell.guarded(wanted.unit()),
                each.fate().state().word(),
                say.reason(each.reason()),
                each.id());
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
