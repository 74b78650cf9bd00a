package io.tidegate.gateway.inventory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.inventory.Catalogue.Import;
import io.tidegate.observation.CatalogueItem;
import io.tidegate.observation.Item;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A table that says a part of what the catalogue knows, as a supplier's list of prices does. */
class PriceListTest {

    private static final String HEADER =
            "id,name,unit,codes,packs,tracked,supplier,price,cost,minimum,leadTimeDays,shelfLifeDays,orderUnit,orderMinimum,recipe,retired";

    private static final String COLA =
            "cola,Cola 0.5 l,each,5449000000996; case:15449000000993,case=24,,Drinks Ltd,1.20,0.61,24,3,180,case,48,,";

    private static final String LEMONADE = "lemonade,Lemonade,l,,,lot,,2.50,,,,,,,lemon=4; sugar=0.08,";

    @TempDir
    Path root;

    private TestLedger ledger;
    private Catalogue catalogue;

    @BeforeEach
    void open() throws Exception {
        ledger = TestLedger.open(root);
        catalogue = ledger.catalogue();
        assertEquals(2, take(HEADER + "\n" + COLA + "\n" + LEMONADE + "\n").added());
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private Import take(String table) throws Exception {
        return catalogue.take(table.getBytes(UTF_8), false, Unknown.ADD);
    }

    private void taken(Import expected, String table) throws Exception {
        Import looked = catalogue.take(table.getBytes(UTF_8), true, Unknown.ADD);
        Import taken = take(table);
        assertEquals(expected, taken);
        assertEquals(
                List.of(taken.added(), taken.changed(), taken.same(), taken.lost()),
                List.of(looked.added(), looked.changed(), looked.same(), looked.lost()));
    }

    private static Import changed(int items, Loss... lost) {
        return new Import(0, items, 0, 0, List.of(lost), List.of(), List.of());
    }

    private String row(String id) throws Exception {
        return catalogue
                .csv()
                .lines()
                .filter(line -> line.startsWith(id + ","))
                .findFirst()
                .orElse("");
    }

    private String problem(String table) throws Exception {
        Import refused = take(table);
        assertEquals(1, refused.problems().size(), refused.toString());
        return refused.problems().getFirst().line() + ": "
                + refused.problems().getFirst().problem();
    }

    @Test
    void a_column_that_is_not_in_the_table_leaves_what_the_item_has() throws Exception {
        taken(changed(1), "id;name;price\ncola;Cola 0.5 l;1,30\n");
        assertEquals(COLA.replace("1.20", "1.30"), row("cola"));
        taken(changed(2), "id,minimum\ncola,12\nlemonade,5\n");
        assertEquals(COLA.replace("1.20", "1.30").replace(",24,3,", ",12,3,"), row("cola"));
        assertEquals(LEMONADE.replace("2.50,,,", "2.50,,5,"), row("lemonade"));
    }

    @Test
    void an_empty_cell_empties_and_it_is_told_of_how_many_items_what_is_lost() throws Exception {
        taken(
                changed(
                        2,
                        new Loss("codes", 1, "cola"),
                        new Loss("tracked", 1, "lemonade"),
                        new Loss("supplier", 1, "cola"),
                        new Loss("price", 2, "cola"),
                        new Loss("recipe", 1, "lemonade")),
                "id,codes,supplier,price,recipe,tracked\ncola,5449000000996,,,,\nlemonade,,,,lemon=5,\n");
        assertEquals("cola,Cola 0.5 l,each,5449000000996,case=24,,,,0.61,24,3,180,case,48,,", row("cola"));
        assertEquals("lemonade,Lemonade,l,,,,,,,,,,,,lemon=5,", row("lemonade"));
    }

    @Test
    void a_name_cannot_be_emptied() throws Exception {
        taken(changed(1), "id,name,price\ncola,,1.30\n");
        assertEquals(COLA.replace("1.20", "1.30"), row("cola"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EAN;VK-Preis\n5449000000996;1,30",
                "Id;EAN;Verkaufspreis\n;05449000000996;1,30 €",
                "EAN;VK\n5449000000996; 1,30",
                "EAN;Preis (EUR)\n5449000000996;1,30",
                "EAN-Code;Selling price\ncase:15449000000993; 5449000000996;1,30",
            })
    void a_list_of_eans_and_prices_means_the_items_that_have_them(String table) throws Exception {
        taken(
                changed(1),
                table.replace("case:15449000000993; 5449000000996", "\"case:15449000000993; 5449000000996\""));
        assertEquals(COLA.replace("1.20", "1.30"), row("cola"));
    }

    @ParameterizedTest
    @CsvSource({"EK-Preis", "EK", "Einkaufspreis", "Cost price", "Purchase price"})
    void what_a_supplier_calls_its_price_is_the_cost(String name) throws Exception {
        taken(changed(1), "EAN;" + name + "\n5449000000996;0,70\n");
        assertEquals(COLA.replace("0.61", "0.70"), row("cola"));
    }

    @Test
    void without_an_id_the_codes_that_the_item_has_not_are_added() throws Exception {
        taken(changed(1), "codes,orderUnit\n5449000000996; int-7; case:int-8,case\n");
        assertEquals(COLA.replace("case:15449000000993", "case:15449000000993; int-7; case:int-8"), row("cola"));
    }

    @Test
    void a_new_item_needs_a_name() throws Exception {
        assertTrue(problem("EAN;VK\n4006381333931;1,30\n")
                .startsWith("2: '4006381333931' has no name, and the catalogue has no such item"));
        assertEquals(1, take("EAN;Artikel;VK\n4006381333931;Pen;1,30\n").added());
        assertEquals(1, take("EAN;VK\n4006381333931;1,40\n").changed());
    }

    @Test
    void what_the_catalogue_does_not_have_is_left_out_where_that_is_asked_for() throws Exception {
        String list = """
                EAN;Artikel;EK
                5449000000996;Cola;0,70
                4006381333931;Pen;0,30
                ;Stationery;
                4006381333986;;0,40
                """;
        Import taken = catalogue.take(list.getBytes(UTF_8), false, Unknown.SKIP);
        assertEquals(List.of(0, 1, 3), List.of(taken.added(), taken.changed(), taken.leftOut()), taken.toString());
        assertEquals(COLA.replace("0.61", "0.70").replace("Cola 0.5 l", "Cola"), row("cola"));
        assertEquals(3, catalogue.csv().lines().count());
        assertEquals(2, take(list).problems().size(), "without being asked for they are told");
    }

    @Test
    void what_has_the_suppliers_id_and_a_code_of_the_catalogue_is_told_and_not_left_out() throws Exception {
        Import taken = catalogue.take(
                "id,codes,cost\n4711,5449000000996,1\n05449000000996,,1\n4712,,1\n".getBytes(UTF_8),
                false,
                Unknown.SKIP);
        assertEquals(1, taken.leftOut());
        assertEquals(
                List.of(
                        "The code 5449000000996 belongs to 'cola' in the catalogue. Take it away from there first; or leave"
                                + " the id empty, where that item is meant.",
                        "'05449000000996' is a code of 'cola'. Use that item's id."),
                taken.problems().stream().map(Catalogue.Problem::problem).toList());
    }

    @Test
    void what_a_table_would_change_is_told_item_by_item_with_what_was_there() throws Exception {
        Import looked = catalogue.take(
                "id,name,price,supplier\ntea,Tea,3,\nlemonade,Limo,2.50,\ncola,,120,\n".getBytes(UTF_8),
                true,
                Unknown.ADD);
        assertEquals(
                List.of("cola", "tea", "lemonade"),
                looked.differences().stream().map(each -> each.after().id()).toList(),
                "what may be a slip in a price stands first");
        assertEquals(
                List.of(new Difference.Cell("supplier", "Drinks Ltd", ""), new Difference.Cell("price", "1,20", "120")),
                looked.differences().getFirst().cells(true));
        assertEquals(
                List.of(new Difference.Cell("unit", "", "each"), new Difference.Cell("price", "", "3")),
                looked.differences().get(1).cells(false));
        assertEquals(
                List.of(new Difference.Cell("name", "Lemonade", "Limo")),
                looked.differences().get(2).cells(false));
        StringBuilder many = new StringBuilder("id,name\n");
        for (int item = 0; item < 60; item++) {
            many.append("new-%d,New\n".formatted(item));
        }
        assertEquals(
                50,
                catalogue
                        .take(many.toString().getBytes(UTF_8), true, Unknown.ADD)
                        .differences()
                        .size());
        assertEquals(List.of(), take(many.toString()).differences());
    }

    private void told(String table, String... expected) throws Exception {
        List<Catalogue.Problem> problems = take(table).problems();
        assertEquals(expected.length, problems.size(), problems.toString());
        for (int at = 0; at < expected.length; at++) {
            assertTrue(problems.get(at).problem().startsWith(expected[at]), problems.toString());
            assertEquals(2, problems.get(at).line());
        }
    }

    @Test
    void every_problem_of_a_line_is_told() throws Exception {
        told(
                "id,name,codes,packs,price,cost,minimum,retired,recipe\n"
                        + "x,,case:4006381333932,case,cheap,-1,many,perhaps,lemon\n",
                "'x' has no name",
                "'case' has no number",
                "'cheap' is no number",
                "'many' is no number",
                "'lemon' has no number",
                "'perhaps' in 'retired' is neither",
                "The code 4006381333932 has a wrong check digit",
                "'cost' is below 0");
        told(
                "id,price,cost,minimum,recipe\ncola,cheap,-2,1.2345678,lemon=0\n",
                "'cheap' is no number",
                "'cost' is below 0",
                "'minimum' has more than 6 digits",
                "The recipe takes 0 of 'lemon'");
        told(
                "codes,price\n5449000000996; 36000291452,cheap\n",
                "The code 36000291452 looks like",
                "'cheap' is no number");
    }

    @Test
    void a_price_by_the_code_of_a_case_is_asked_about() throws Exception {
        assertTrue(problem("EAN;EK\n15449000000993;14,40\n")
                .startsWith("2: The code 15449000000993 is that of a 'case' of 'cola', so its price may be"));
        taken(changed(1), "EAN;supplier\n15449000000993;Other Ltd\n");
        assertEquals(COLA.replace("Drinks Ltd", "Other Ltd"), row("cola"));
        taken(changed(1, new Loss("codes", 1, "cola")), "id;EAN;EK\ncola;5449000000996;0,60\n");
    }

    @Test
    void codes_of_several_items_mean_none_of_them() throws Exception {
        take("id,codes\nlemonade,4006381333931\n");
        assertTrue(problem("codes,price\n5449000000996; 4006381333931,1\n")
                .startsWith("2: The codes of this line belong to several items: cola, lemonade. Write the id"));
        Item second = Item.of("second", "Second").with(new Item.Code("4006381333931", "each"));
        ledger.record(new CatalogueItem(Catalogue.WHO, Instant.now(), second));
        assertTrue(problem("codes,price\n4006381333931,1\n")
                .startsWith("2: The codes of this line belong to several items: lemonade, second."));
    }

    @Test
    void two_lines_of_one_item_are_told() throws Exception {
        assertTrue(
                problem("id,codes,price\ncola,,1\n,5449000000996,2\n").startsWith("3: 'cola' stands in line 2 too."));
    }

    @Test
    void a_pack_is_not_taken_from_under_its_code() throws Exception {
        assertTrue(
                problem("id,packs,orderUnit\ncola,,\n").startsWith("2: the code 15449000000993 is of the unit 'case'"));
        taken(
                changed(
                        1,
                        new Loss("codes", 1, "cola"),
                        new Loss("packs", 1, "cola"),
                        new Loss("orderUnit", 1, "cola")),
                "id,packs,codes,orderUnit\ncola,,5449000000996,\n");
    }

    @Test
    void a_workbook_is_no_table() throws Exception {
        assertTrue(problem("PK\3\4\24\0").startsWith("1: This is a spreadsheet's own file"));
    }

    @Test
    void a_part_of_a_recipe_that_is_written_like_a_code_is_told_in_its_own_form() throws Exception {
        assertTrue(problem("id,recipe\nlemonade,A00014:2\n")
                .startsWith("2: 'A00014:2' has no number. Write it like flour=0.5"));
        assertTrue(problem("id,packs\nlemonade,case\n").startsWith("2: 'case' has no number. Write it like case=12."));
    }
}
