package io.tidegate.gateway.pages;

import io.tidegate.gateway.ordering.Proposed;
import io.tidegate.observation.Amount;
import io.tidegate.site.Site;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Orders as a table for a spreadsheet, and as a mail. Functions only. */
final class OrderSheet {

    /** Mail programs cut longer addresses, or do nothing. */
    static final int LINK_LENGTH_MAX = 1_900;

    private static final String LINE_END = "\r\n";

    /** A supplier may be named with the address that takes orders. */
    private static final Pattern ADDRESS = Pattern.compile("[\\w.+-]{1,64}@[\\w-]{1,64}(\\.[\\w-]{1,64}){1,8}");

    /** A spreadsheet takes a cell for a formula that begins so. */
    private static final String FORMULA_STARTS = "=+-@\t\r";

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
                        cell(each.subject().supplier()),
                        cell(each.subject().item()),
                        cell(each.subject().name()),
                        each.packs(wanted).toPlainString(),
                        cell(each.subject().pack().unit()),
                        each.subject().pack().of().toPlainString(),
                        wanted.quantity().toPlainString(),
                        cell(wanted.unit()),
                        each.fate().state().word(),
                        new OrderWords(words).reason(each.reason()),
                        each.id());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return text.toString();
    }

    private static String cell(String text) {
        return !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    /** A letter to each supplier, one after the other. */
    static String mail(List<Proposed> proposals, Words words, Site site) {
        Map<String, List<Proposed>> suppliers = new LinkedHashMap<>();
        proposals.forEach(each -> suppliers
                .computeIfAbsent(each.subject().supplier(), _ -> new ArrayList<>())
                .add(each));
        List<String> letters = new ArrayList<>();
        suppliers.forEach((supplier, of) -> letters.add((suppliers.size() > 1 ? heading(supplier, words) : "")
                + letter(of.stream().map(each -> line(each, words)).toList(), words, site)));
        return String.join(LINE_END, letters);
    }

    /** A supplier without its address. */
    static String nameOf(String supplier) {
        String name = supplier.replaceFirst("\\s*<[^<>]*>\\s*$", "");
        return name.isEmpty() ? supplier : name;
    }

    private static String heading(String supplier, Words words) {
        String name = supplier.isEmpty() ? words.raw("orders.nobody") : nameOf(supplier);
        return "== " + name + " ==" + LINE_END + LINE_END;
    }

    private static String letter(List<String> lines, Words words, Site site) {
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

    private static String line(Proposed each, Words words) {
        OrderWords say = new OrderWords(words);
        return "- " + quantity(each, words) + " " + each.subject().name() + " ("
                + each.subject().item() + ")" + LINE_END + "  " + say.reason(each.reason());
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

    /** Opens a mail with all of it; lines that no longer fit are counted at its end. */
    static String link(String supplier, List<Proposed> proposals, Words words, Site site) {
        Matcher address = ADDRESS.matcher(supplier);
        String start = "mailto:" + (address.find() ? address.group() : "") + "?subject="
                + StockWords.inAddress(words.say("orders.mail.subject", site.name())) + "&body=";
        List<String> lines = proposals.stream().map(each -> line(each, words)).toList();
        String link = start + StockWords.inAddress(letter(lines, words, site));
        for (int kept = lines.size() - 1; kept >= 0 && link.length() > LINK_LENGTH_MAX; kept--) {
            List<String> fewer = new ArrayList<>(lines.subList(0, kept));
            fewer.add(words.say("orders.mail.more", lines.size() - kept));
            link = start + StockWords.inAddress(letter(fewer, words, site));
        }
        return link;
    }
}
