package io.tidegate.gateway.inventory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.inventory.Catalogue.Import;
import io.tidegate.observation.CatalogueItem;
import io.tidegate.observation.Item;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A shop's table of items goes in and comes out again. */
class CatalogueTest {

    private static final String TABLE = """
            id,name,unit,codes,packs,tracked,supplier,price,cost,minimum,leadTimeDays,shelfLifeDays,orderUnit,orderMinimum,recipe,retired\r
            brie,\"Brie, \"\"ripe\"\"\",kg,2100005000000,wheel=2.5,lot; expiry,Dairy & Co,18.90,11.25,3,2,21,,,,\r
            cola,Cola 0.5 l,each,5449000000996; case:15449000000993,case=24,,Drinks Ltd,1.20,0.61,24,3,180,case,48,,\r
            lemonade,Lemonade,l,,,,,2.50,,,,,,,lemon=4; sugar=0.08,\r
            old,Old thing,each,,,serial,,,,,,,,,,yes\r
            """;

    @TempDir
    Path root;

    private TestLedger ledger;
    private Catalogue catalogue;

    @BeforeEach
    void open() throws Exception {
        ledger = TestLedger.open(root);
        catalogue = ledger.catalogue();
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private Import take(String table) throws Exception {
        return catalogue.take(table.getBytes(UTF_8), false, Unknown.ADD);
    }

    private static List<String> problems(Import taken) {
        return taken.problems().stream()
                .map(each -> each.line() + ": " + each.problem())
                .toList();
    }

    @Test
    void what_was_taken_comes_out_as_it_was_and_taking_it_again_changes_nothing() throws Exception {
        assertEquals(new Import(4, 0, 0, 0, List.of(), List.of(), List.of()), take(TABLE));
        assertEquals(TABLE, catalogue.csv());
        long position = ledger.journal().lastPosition();
        assertEquals(new Import(0, 0, 4, 0, List.of(), List.of(), List.of()), take(catalogue.csv()));
        assertEquals(position, ledger.journal().lastPosition());
        assertEquals(new Import(0, 1, 3, 0, List.of(), List.of(), List.of()), take(TABLE.replace("1.20", "1.30")));
    }

    @Test
    void a_table_as_a_german_spreadsheet_writes_it_is_understood() throws Exception {
        String table = """
                Artikelnummer;Bezeichnung;EAN;Einheit;VK;EK;Lieferant;Mindestbestand
                K-1;Käse jung;4006381333931;kg;1.018,90 €;11,25;Müller;3
                """;
        Import taken = catalogue.take(table.getBytes(Charset.forName("windows-1252")), false, Unknown.ADD);
        assertEquals(new Import(1, 0, 0, 0, List.of(), List.of(), List.of()), taken);
        assertTrue(
                catalogue.csv().contains("K-1,Käse jung,kg,4006381333931,,,Müller,1018.90,11.25,3,"), catalogue.csv());
    }

    @Test
    void a_dry_run_tells_every_problem_by_its_line_and_takes_nothing() throws Exception {
        String table = """
                id,name,codes,price
                a,Apple,4006381333932,1
                b,,,1
                c,Cherry,4006381333931,cheap
                d,Date,4006381333931,1
                e,Elder,4006381333931,1
                d,Date again,,2
                f,Fig,5.449E+12,1
                """;
        Import looked = catalogue.take(table.getBytes(UTF_8), true, Unknown.ADD);
        List<String> problems = problems(looked);
        assertEquals(6, problems.size(), problems.toString());
        assertTrue(problems.get(0).startsWith("2: The code 4006381333932 has a wrong check digit"), problems.get(0));
        assertTrue(problems.get(1).startsWith("3: 'b' has no name"), problems.get(1));
        assertTrue(problems.get(2).startsWith("4: 'cheap' is no number"), problems.get(2));
        assertTrue(
                problems.get(3).startsWith("6: The code 4006381333931 belongs to 'd' in line 5 too"), problems.get(3));
        assertTrue(problems.get(4).startsWith("7: 'd' stands in line 5 too"), problems.get(4));
        assertTrue(problems.get(5).startsWith("8: The code 5.449E+12 was rounded"), problems.get(5));
        assertEquals(0, ledger.journal().lastPosition());
        assertEquals(problems, problems(take(table)), "with problems nothing is taken");
        assertEquals(0, ledger.journal().lastPosition());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "id,name,colour | The column 'colour' is not known",
                "id,name,Verkaufpreis | Did you mean 'Verkaufspreis'?",
                "id,name,suplier | Did you mean 'supplier'?",
                "id,name,colour | The columns are: id, name, unit, codes, packs, tracked, supplier,",
                "id,name,ean,codes | mean the same",
                "name,price | neither a column 'id' nor 'codes'"
            })
    void a_first_line_that_names_no_table_of_items_is_told(String header, String told) throws Exception {
        List<String> problems = problems(take(header + "\n"));
        assertTrue(problems.toString().contains(told.strip()), problems.toString());
    }

    @Test
    void an_item_that_was_booked_keeps_its_unit() throws Exception {
        take("id,name,unit\nbrie,Brie,kg\n");
        ledger.record(Movements.receive("1", "10:00", 2, "brie")
                .unit("kg")
                .to("fridge")
                .line());
        assertTrue(problems(take("id,name,unit\nbrie,Brie,each\n")).toString().contains("has been booked in it"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a,A,,b=1/b,B,,a=1 | 2: 'a' is made of 'b', and that in the end of 'a'",
                "a,A,,b=1/b,B,,c=1/c,C,,a=1 | 2: 'a' is made of 'b', and that in the end of 'a'",
                "a,A,,a=1 | 2: 'a' is made of itself",
                "a,A,int-1,int-1=1 | 2: 'a' is made of itself",
                "flour,Flour,,bread=0.1 | 2: 'flour' is made of 'bread', and that in the end of 'flour'",
                "a,A,,b=0 | 2: The recipe takes 0 of 'b'",
                "a,A,,b=-1 | 2: The recipe takes -1 of 'b'",
                "a,A,,b=0.0000001 | 2: 'quantity' has more than 6 digits",
                "a,A,b,/b,B,, | 2: The code b is the id of another item",
                "a,A,bread, | 2: The code bread is the id of another item",
                "loaf,Loaf,, | 2: 'loaf' is a code of 'bread'"
            })
    void what_the_catalogue_could_not_use_is_refused(String rows, String told) throws Exception {
        String header = "id,name,codes,recipe\n";
        assertEquals(List.of(), problems(take(header + "bread,Bread,loaf,flour=0.5\nflour,Flour,,\n")));
        List<String> problems = problems(take(header + rows.replace('/', '\n')));
        assertEquals(1, problems.size(), problems.toString());
        assertTrue(problems.getFirst().startsWith(told), problems.toString());
    }

    @Test
    void a_recipe_that_two_items_share_is_no_circle() throws Exception {
        assertEquals(List.of(), problems(take("id,name,recipe\na,A,b=1; c=1\nb,B,d=1\nc,C,d=1; b=2\nd,D,salt=0.1\n")));
    }

    @Test
    void what_came_from_another_gateway_is_let_be_as_it_is() throws Exception {
        Item loop = withRecipe(Item.of("loop", "Loop"), new Item.Part("loop", BigDecimal.ZERO));
        Item pen = Item.of("pen", "Pen").with(new Item.Code("loop", "each")).with(new Item.Code("5E+12", "each"));
        ledger.record(
                new CatalogueItem(Catalogue.WHO, Instant.EPOCH, loop),
                new CatalogueItem(Catalogue.WHO, Instant.EPOCH, pen));
        assertEquals(new Import(0, 0, 2, 0, List.of(), List.of(), List.of()), take(catalogue.csv()));
        assertEquals(
                new Import(0, 2, 0, 0, List.of(), List.of(), List.of()),
                take(catalogue.csv().replace("Loop", "Round").replace("Pen", "Pencil")));
    }

    private static Item withRecipe(Item item, Item.Part part) {
        return new Item(
                item.id(),
                item.name(),
                item.unit(),
                item.packs(),
                item.codes(),
                item.tracked(),
                item.supply(),
                List.of(part),
                false);
    }

    @Test
    void five_thousand_items_are_taken_at_once() throws Exception {
        StringBuilder table = new StringBuilder("id,name,codes,packs,supplier,price\n");
        for (int item = 0; item < 5_000; item++) {
            table.append("item-%d,Item number %d,int-%d,case=12,Supplier %d,1.%02d\n"
                    .formatted(item, item, item, item % 20, item % 100));
        }
        assertEquals(new Import(5_000, 0, 0, 0, List.of(), List.of(), List.of()), take(table.toString()));
        assertEquals(5_000, ledger.number("SELECT count(*) FROM catalogue_code"));
        assertEquals(5_001, catalogue.csv().lines().count());
    }
}
