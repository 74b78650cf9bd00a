package io.tidegate.gateway.labels;

import static io.tidegate.gateway.labels.Paperwork.item;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.zxing.Result;
import io.tidegate.codes.Code;
import io.tidegate.codes.Codes;
import io.tidegate.codes.Decoded;
import io.tidegate.gateway.labels.Labels.Left;
import io.tidegate.gateway.labels.Labels.Printed;
import io.tidegate.gateway.labels.ShelfWish.Batch;
import io.tidegate.observation.Item;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Labels for the shelf, as a scanner reads them and as people do. */
class ShelfLabelsTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 28);
    private static final Labels GERMAN = new Labels(Locale.GERMANY, TODAY);

    private final ByteArrayOutputStream pdf = new ByteArrayOutputStream();

    private Printed print(Paper paper, Item... items) throws IOException {
        return print(ShelfWish.on(paper), List.of(items));
    }

    private Printed print(ShelfWish wish, List<Item> items) throws IOException {
        pdf.reset();
        return GERMAN.shelf(items, wish, _ -> {}, pdf);
    }

    private static Paper paper(String name) {
        return Paper.named(name).orElseThrow();
    }

    private static ShelfWish dataMatrix(Paper paper, Batch batch) {
        return new ShelfWish(paper, true, Optional.empty(), batch);
    }

    private String text() throws IOException {
        try (Paperwork seen = new Paperwork(pdf)) {
            return seen.text();
        }
    }

    @Test
    void each_code_has_its_symbol_on_every_paper() throws IOException {
        for (Paper paper : Paper.ALL) {
            Printed printed = print(
                    paper,
                    item("pen", "Stift", "1.20", "each", "4006381333931"),
                    item("gum", "Kaugummi", "0.05", "each", "96385074"),
                    item("upc", "Suppe", "", "each", "036000291452"),
                    item("case", "Karton", "24", "each", "14006381333938"),
                    item("screw-17", "Schraube", "0.12", "each"),
                    item("own", "Käse", "24.90", "kg", "K-77"));
            assertEquals(new Printed(6, paper.labelsPerPage() == 1 ? 6 : 1, List.of()), printed, paper.name());
            try (Paperwork seen = new Paperwork(pdf)) {
                assertEquals(
                        List.of(
                                "EAN_13 4006381333931",
                                "EAN_8 96385074",
                                "EAN_13 0036000291452",
                                "DATA_MATRIX 0114006381333938",
                                "CODE_128 screw-17",
                                "CODE_128 K-77"),
                        seen.labels(paper, 6),
                        paper.name());
            }
        }
    }

    @Test
    void lot_and_date_are_read_back_as_an_element_string() throws IOException {
        Batch batch = new Batch(Optional.of("A1/7"), Optional.of(LocalDate.of(2027, 1, 31)));
        for (Paper paper : Paper.ALL) {
            print(dataMatrix(paper, batch), List.of(item("pen", "Stift", "1.20", "each", "4006381333931")));
            try (Paperwork seen = new Paperwork(pdf)) {
                Result read = Paperwork.read(Paperwork.part(seen.page(0), paper.place(0)))
                        .orElseThrow();
                assertEquals("]d2010400638133393117270131" + "10A1/7", Paperwork.sent(read));
                Decoded decoded = Codes.standard().decode(Paperwork.sent(read), TODAY);
                assertTrue(decoded.problems().isEmpty(), decoded.toString());
                Code.Gs1 code = (Code.Gs1) decoded.code();
                assertEquals("4006381333931", code.gtin().orElseThrow().shortest());
                assertEquals(Optional.of("A1/7"), code.elements().value("10"));
                assertEquals(batch.expiry(), code.expiry());
            }
        }
        assertTrue(text().contains("Charge A1/7") && text().contains("31.01.2027"), text());
        assertTrue(text().contains("(01)04006381333931(17)270131(10)A1/7"), text());
    }

    @Test
    void what_a_lot_cannot_be_printed_for_is_said_and_the_rest_is_printed() throws IOException {
        ShelfWish wish =
                new ShelfWish(Paper.usual(), false, Optional.empty(), new Batch(Optional.of("ÄÖ"), Optional.empty()));
        List<Item> items =
                List.of(item("screw", "Schraube", "", "each"), item("pen", "Stift", "", "each", "4006381333931"));
        Printed printed = print(wish, items);
        assertEquals(0, printed.labels());
        assertEquals(0, pdf.size());
        assertTrue(printed.left().get(0).reason().startsWith("has no GTIN"), printed.toString());
        assertTrue(printed.left().get(1).reason().startsWith("cannot have that lot"), printed.toString());
        Batch slip = new Batch(Optional.of("A1"), Optional.of(LocalDate.of(2207, 1, 31)));
        assertTrue(
                print(dataMatrix(Paper.usual(), slip), items).left().toString().contains("two digits for the year"));
    }

    @Test
    void an_ean_has_the_size_of_the_standard() throws IOException {
        Item pen = item("pen", "Stift", "", "each", "4006381333931");
        assertWidth(95 * 0.33, ShelfWish.on(paper("a4-3x8")), pen);
        assertWidth(95 * 0.33 * 1.3, new ShelfWish(paper("a4-3x8"), false, Optional.of(130), Batch.NONE), pen);
        // Three dots of 203 in an inch, and four of 300.
        assertWidth(95 * 3 * 25.4 / 203, ShelfWish.on(paper("57x32")), pen);
        assertWidth(95 * 4 * 25.4 / 300, ShelfWish.on(paper("62x29")), pen);
        Printed large = print(new ShelfWish(paper("57x32"), false, Optional.of(200), Batch.NONE), List.of(pen));
        assertEquals(
                List.of(
                        new Left(
                                "pen",
                                "needs 74.6 mm by 14.3 mm as EAN-13, and there are 54.0 mm by 23.3 mm. Choose a larger layout, a smaller size or a Data Matrix")),
                large.left());
    }

    /** Above the digits. */
    private void assertWidth(double millimetres, ShelfWish wish, Item pen) throws IOException {
        print(wish, List.of(pen));
        try (Paperwork seen = new Paperwork(pdf)) {
            Area label = wish.paper().place(0);
            BufferedImage bars = Paperwork.part(seen.page(0), new Area(label.x(), label.y() + 10, label.width(), 6));
            assertEquals(millimetres, Paperwork.darkWidth(bars), 0.1);
        }
    }

    @Test
    void pages_have_the_size_of_their_paper() throws IOException {
        for (Paper paper : Paper.ALL) {
            print(paper, item("pen", "Stift", "", "each"));
            try (Paperwork seen = new Paperwork(pdf)) {
                assertEquals(paper.page().width(), seen.pageSize().width(), 0.01);
                assertEquals(paper.page().height(), seen.pageSize().height(), 0.01);
            }
        }
    }

    @Test
    void a_sheet_that_is_full_is_followed_by_another() throws IOException {
        List<Item> items = IntStream.range(0, 50)
                .mapToObj(i -> item("item-" + i, "Nummer " + i, "1", "each"))
                .toList();
        List<Integer> told = new ArrayList<>();
        Printed printed = GERMAN.shelf(items, ShelfWish.on(Paper.usual()), told::add, pdf);
        assertEquals(new Printed(50, 3, List.of()), printed);
        try (Paperwork seen = new Paperwork(pdf)) {
            assertEquals(3, seen.pages());
            assertEquals(items.stream().map(each -> "CODE_128 " + each.id()).toList(), seen.labels(Paper.usual(), 50));
        }
    }

    @Test
    void whatever_a_name_is_it_fits_and_nothing_is_lost_without_a_sign() throws IOException {
        Item umlauts = item("a", "Weiße Rüben à la crème, Größe XL", "1234.5", "kg");
        Item cut = item("b", "Sehr lange ".repeat(18).strip(), "1", "each");
        Item word = item("c", "Donaudampfschifffahrtsgesellschaftskapitän".repeat(4), "1", "each");
        Item scripts = item("d", "Чай Τσάι 茶 🍵 e\u0301\u00a0x", "1", "each");
        for (Paper paper : Paper.ALL) {
            assertEquals(4, print(paper, umlauts, cut, word, scripts).labels(), paper.name());
            String text = text();
            assertTrue(text.contains("1.234,50 €") && text.contains("je kg"), text);
            assertTrue(text.replaceAll("\\s+", " ").contains("Weiße Rüben à la crème"), text);
            assertTrue(text.contains("…"), text);
            assertTrue(text.contains("Чай Τσάι ? ? é x"), text);
        }
    }

    @Test
    void prices_are_written_as_the_country_writes_them() {
        assertEquals("£1.20", new LabelWords(Locale.UK).price(new java.math.BigDecimal("1.2")));
        assertEquals("1,20", new LabelWords(Locale.GERMAN).price(new java.math.BigDecimal("1.2")));
        assertEquals(
                "CHF 0.005",
                new LabelWords(Locale.of("de", "CH"))
                        .price(new java.math.BigDecimal("0.005"))
                        .replace('\u00a0', ' '));
        assertEquals("per kg", new LabelWords(Locale.FRANCE).per("kg"));
    }

    @Test
    void a_gtin_goes_before_a_code_of_the_shops_own_and_a_packs_code_is_not_taken() throws IOException {
        Item item = new Item(
                "cola",
                "Cola",
                "each",
                List.of(new Item.Pack("case", new java.math.BigDecimal(12))),
                List.of(
                        new Item.Code("96385074", "case"),
                        new Item.Code("C-1", "each"),
                        new Item.Code("4006381333931", "each")),
                Set.of(),
                Item.Supply.NONE,
                List.of(),
                false);
        print(Paper.usual(), item);
        try (Paperwork seen = new Paperwork(pdf)) {
            assertEquals(List.of("EAN_13 4006381333931"), seen.labels(Paper.usual(), 1));
        }
    }

    @Test
    void any_code_that_has_keys_prints_and_is_read() throws IOException {
        Random random = new Random(7);
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < 48; i++) {
            String code = random.ints(1 + random.nextInt(14), ' ' + 1, '~' + 1)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            items.add(item("i" + i, "Nummer " + i, "1", "each", code));
        }
        assertEquals(List.of(), print(Paper.usual(), items.toArray(Item[]::new)).left());
        assertRead(items, "CODE_128 ");
        assertEquals(
                List.of(), print(dataMatrix(Paper.usual(), Batch.NONE), items).left());
        assertRead(items, "DATA_MATRIX ");
    }

    @Test
    void any_other_code_is_a_data_matrix() throws IOException {
        Random random = new Random(8);
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            String code = random.ints(1 + random.nextInt(10), 0xa1, 0x3a0)
                    .filter(Character::isLetterOrDigit)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .append("ä")
                    .toString();
            items.add(item("i" + i, "Nummer " + i, "1", "each", code));
        }
        assertEquals(List.of(), print(Paper.usual(), items.toArray(Item[]::new)).left());
        assertRead(items, "DATA_MATRIX ");
    }

    private void assertRead(List<Item> items, String kind) throws IOException {
        try (Paperwork seen = new Paperwork(pdf)) {
            List<String> read = seen.labels(Paper.usual(), items.size());
            for (int i = 0; i < items.size(); i++) {
                assertEquals(kind + items.get(i).codes().getFirst().code(), read.get(i));
            }
        }
    }
}
