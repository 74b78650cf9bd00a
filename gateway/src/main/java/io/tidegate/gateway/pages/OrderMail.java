package io.tidegate.gateway.pages;

import io.tidegate.codes.Gtin;
import io.tidegate.gateway.ordering.Proposed;
import io.tidegate.observation.Item;
import io.tidegate.site.Site;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Orders as a supplier reads them: how many of which packs, and the number on them. Why we order is nobody's business but
 * ours. Immutable.
 *
 * @param items of the catalogue, by their ids
 */
record OrderMail(Map<String, Item> items, Words words, Site site) {

    /** Mail programs cut longer addresses, or do nothing. */
    static final int LINK_LENGTH_MAX = 1_900;

    private static final String LINE_END = "\r\n";

    /** A supplier may be named with the address that takes orders. */
    private static final Pattern ADDRESS = Pattern.compile("[\\w.+-]{1,64}@[\\w-]{1,64}(\\.[\\w-]{1,64}){1,8}");

    static OrderMail of(Collection<Proposed> proposals, Rooms rooms, Words words) throws SQLException {
        List<String> ids =
                proposals.stream().map(each -> each.subject().item()).distinct().toList();
        return new OrderMail(
                rooms.inventory().books().items(ids), words, rooms.site().site());
    }

    /** A letter to each supplier, one after the other. */
    String text(List<Proposed> proposals) {
        Map<String, List<Proposed>> suppliers = bySupplier(proposals);
        List<String> letters = new ArrayList<>();
        suppliers.forEach((supplier, of) -> letters.add((suppliers.size() > 1 ? heading(supplier) : "")
                + letter(of.stream().map(this::line).toList())));
        return String.join(LINE_END, letters);
    }

    /** Each one's together, in the order in which they come first. */
    static Map<String, List<Proposed>> bySupplier(List<Proposed> proposals) {
        return proposals.stream()
                .collect(Collectors.groupingBy(
                        each -> each.subject().supplier(), LinkedHashMap::new, Collectors.toList()));
    }

    private String heading(String supplier) {
        return "== " + OrdersPages.name(supplier, words) + " ==" + LINE_END + LINE_END;
    }

    private String letter(List<String> lines) {
        return words.raw("orders.mail.hello")
                + LINE_END
                + LINE_END
                + words.raw("orders.mail.please")
                + LINE_END
                + LINE_END
                + String.join(LINE_END, lines)
                + LINE_END
                + LINE_END
                + words.raw("orders.mail.thanks")
                + LINE_END
                + site.name()
                + LINE_END;
    }

    private String line(Proposed each) {
        return "- " + OrderSheet.quantity(each, words) + " " + each.subject().name()
                + gtin(each).map(number -> ", GTIN " + number).orElse("");
    }

    /** That of the pack that is ordered, else that of the item itself; not one that the shop has given it. */
    private Optional<String> gtin(Proposed each) {
        Optional<Item> item = Optional.ofNullable(items.get(each.subject().item()));
        return item.stream()
                .flatMap(known -> Stream.of(each.subject().pack().unit(), known.unit())
                        .flatMap(unit -> known.codes().stream()
                                .filter(code -> code.unit().equals(unit))
                                .map(Item.Code::code)))
                .flatMap(code -> Gtin.read(code).stream())
                .filter(Gtin::isWorldwide)
                .map(Gtin::shortest)
                .findFirst();
    }

    /**
     * Opens a mail with all of it; lines that no longer fit are counted at its end.
     *
     * @param inAll how many lines there are, of which these are the first
     */
    String link(String supplier, List<Proposed> proposals, long inAll) {
        Matcher address = ADDRESS.matcher(supplier);
        String start = "mailto:" + (address.find() ? address.group() : "") + "?subject="
                + StockWords.inAddress(words.say("orders.mail.subject", site.name())) + "&body=";
        List<String> lines = proposals.stream().map(this::line).toList();
        String link;
        int kept = lines.size();
        do {
            List<String> fitting = new ArrayList<>(lines.subList(0, kept));
            if (kept < inAll) {
                fitting.add(words.say("orders.mail.more", inAll - kept));
            }
            link = start + StockWords.inAddress(letter(fitting));
        } while (link.length() > LINK_LENGTH_MAX && --kept >= 0);
        return link;
    }
}
