package io.tidegate.gateway.inventory;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.observation.Item;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables as spreadsheets save them, and what is said of one that may mean something else. */
class SheetTest {

    private static List<String> problems(String table) {
        return problems(table.getBytes(UTF_8));
    }

    private static List<String> problems(byte[] table) {
        return KeptCatalogue.of(table).problems().stream()
                .map(each -> each.line() + ": " + each.problem())
                .toList();
    }

    private static String problem(String table) {
        List<String> problems = problems(table);
        assertEquals(1, problems.size(), problems.toString());
        return problems.getFirst();
    }

    private static List<Item> items(String table) {
        return items(table.getBytes(UTF_8));
    }

    private static List<Item> items(byte[] table) {
        KeptCatalogue.Table read = KeptCatalogue.of(table);
        assertEquals(List.of(), read.problems());
        return read.items();
    }

    private static List<String> codes(String cell) {
        return items("id,name,codes\nx,X,\"" + cell.replace("\"", "\"\"") + "\"\n").getFirst().codes().stream()
                .map(Item.Code::code)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"4,00638E+12", "4.00638E+12", "4E+12", "4,00638e+12"})
    void a_number_that_a_spreadsheet_rounded_is_neither_code_nor_id(String rounded) {
        assertTrue(problem("id;name;codes\nx;X;" + rounded).startsWith("2: The code " + rounded + " was rounded"));
        assertTrue(problem("id;name\n" + rounded + ";X").startsWith("2: The id " + rounded + " was rounded"));
    }

    @ParameterizedTest
    @CsvSource({"36000291452, 036000291452", "1234565, 01234565"})
    void a_number_that_lost_its_leading_zero_is_told(String lost, String whole) {
        String told = problem("id,name,codes\nx,X," + lost);
        assertTrue(told.startsWith("2: The code " + lost + " looks like " + whole), told);
        assertTrue(told.contains("Format that column as text"), told);
        assertEquals(List.of(whole), codes(whole));
        assertEquals(List.of(lost), codes("\"" + lost + "\""), "quoted it is meant");
        assertEquals(List.of("36000291453"), codes("36000291453"), "this one is no number of a trade item");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "; | 1.234,50 | 1234.50",
                "; | 1.234.567,5 | 1234567.5",
                "; | 1,2 | 1.2",
                "; | 1,200 | 1.200",
                "; | 1.2 | 1.2",
                "; | 1.25 | 1.25",
                "; | 0.125 | 0.125",
                "; | 1.2000 | 1.2000",
                "; | 12 | 12",
                "^ | 1.234,50 | 1234.50",
                "^ | 1.2000 | 1.2000",
                ", | 1.200 | 1.200"
            })
    void a_number_is_read_as_it_is_written_where_it_can_mean_one_thing(String sign, String cell, String number) {
        String table = "id^name^price\nx^X^" + cell;
        Item item = items(table.replace('^', sign.equals("^") ? '\t' : sign.charAt(0)))
                .getFirst();
        assertEquals(Optional.of(new BigDecimal(number)), item.supply().price());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "; | 1.200 | 1200 or 1,2. Write 1200 or 1,2,",
                "; | 1.234 | 1234 or 1,234. Write 1234 or 1,234,",
                "^ | 1.200 | 1200 or 1.2000. Write 1200 or 1.2000,",
                "^ | 1,200 | 1200 or 1.2000. Write 1200 or 1.2000,"
            })
    void a_number_that_may_be_a_thousand_times_another_is_asked_about(String sign, String cell, String remedy) {
        String told = problem(("id^name^price\nx^X^" + cell).replace('^', sign.equals("^") ? '\t' : sign.charAt(0)));
        assertTrue(told.startsWith("2: '" + cell + "' may be ") && told.contains(remedy), told);
        assertTrue(problem("id;name;packs\nx;X;case=1.200").contains("may be 1200 or 1,2."));
    }

    @Test
    void what_is_written_as_in_neither_country_is_no_number() {
        assertTrue(
                problem("id;name;price\nx;X;1,234.50").startsWith("2: '1,234.50' is no number. Write it like 1,20."));
        assertTrue(problem("id,name,price\nx,X,\"1,5\"").startsWith("2: '1,5' is no number. Write it like 1.20."));
    }

    @Test
    void a_cell_under_no_column_is_told_and_not_dropped() {
        assertTrue(
                problem("id,name,price\nx,Brie, ripe,18.90").startsWith("2: The cell '18.90' stands under no column"));
        assertTrue(problem("id,name,\nx,X,lost").startsWith("2: The cell 'lost' stands under no column"));
        assertEquals(1, items("id,name,,\nx,X,,\n").size(), "empty ones are no loss");
    }

    @Test
    void unicode_text_of_a_spreadsheet_is_read() {
        String table = "\ufeffid\tname\r\nk\u00e4se\tK\u00e4se \u20ac\r\n";
        for (byte[] file : List.of(table.getBytes(UTF_16LE), table.getBytes(UTF_16BE), table.getBytes(UTF_8))) {
            assertEquals(List.of(Item.of("k\u00e4se", "K\u00e4se \u20ac")), items(file));
        }
    }

    @Test
    void half_a_character_is_told_by_its_line() {
        byte[] file = "\ufeffid\tname\r\na\tA\r\nb\tXX\r\n".getBytes(UTF_16LE);
        file[file.length - 7] = (byte) 0xd8;
        List<String> problems = problems(file);
        assertEquals(1, problems.size(), problems.toString());
        assertTrue(problems.getFirst().startsWith("3: 'name' has half a character"), problems.toString());
    }

    @Test
    void a_first_line_that_names_the_separator_is_obeyed() {
        assertEquals(List.of(Item.of("a,b", "A")), items("sep=;\r\nid;name\r\na,b;A\r\n"));
        assertEquals(List.of(Item.of("a", "A,B;C")), items("SEP=|\nid|name\na|A,B;C\n"));
        assertEquals(List.of(Item.of("a", "A")), items("\"sep=\t\"\nid\tname\na\tA\n"));
        assertTrue(problem("sep=;\nid;name\na;\n").startsWith("3: 'a' has no name"), "the lines are those of the file");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "3 | id,name/a,A/b,\"Brie/c,C/",
                "3 | id,name/a,A/b,\"Brie, ripe/c,\"C\"/",
                "3 | id,name~/a,A~/b,\"Brie\" ripe~/",
                "4 | id,\"na~me\"/a,A/\"/"
            })
    void a_quote_that_is_not_closed_is_told_by_the_line_in_which_it_opens(int line, String table) {
        String told = problem(table.replace('/', '\n').replace('~', '\r'));
        assertTrue(told.startsWith(line + ": A cell of this line begins with a double quote, and does not end"), told);
        assertFalse(told.contains("java") || told.contains("Exception"), told);
    }

    @Test
    void an_empty_file_is_told() {
        for (String empty : List.of("", "\ufeff", " \r\n", "sep=;\n")) {
            assertTrue(problem(empty).startsWith("1: The table is empty. Name the columns"), empty);
        }
        assertTrue(problems(new byte[] {(byte) 0xff, (byte) 0xfe}).getFirst().startsWith("1: The table is empty"));
    }

    @Test
    void a_code_with_a_sign_that_separates_stands_in_double_quotes() {
        assertEquals(List.of("a;b", "c:d", "e\"f", " g", "h"), codes("\"a;b\"; \"c:d\"; each:\"e\"\"f\";\" g\";h"));
        assertEquals(List.of("a\"b", "c"), codes("a\"b; c"), "within a code it is a sign like others");
        assertTrue(problem("id,name,codes\nx,X,https://example.com/1").contains("put the code in double quotes"));
        assertTrue(problem("id,name,codes\nx,X,\"\"\"a;b\"").contains("not closed as they should be"));
        assertTrue(problem("id,name,codes\nx,X,\"\"\"a\"\"b\"").contains("not closed as they should be"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4006381333979, 4006381333986",
                "4006381333979 4006381333986",
                "4006381333979,4006381333986;",
                "4006381333979\n04006381333986",
                "4006381333979\u00a0; 4006381333986"
            })
    void codes_with_a_comma_or_a_blank_between_them_are_several_where_they_can_be_nothing_else(String cell) {
        assertEquals(List.of("4006381333979", "4006381333986"), codes(cell));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4006381333979, 4006381333987",
                "4006381333979, int-7",
                "int 7",
                "case:14006381333938, 4006381333979",
                "4006381333979, case:14006381333938",
                "4006381333979 case:14006381333938"
            })
    void what_may_be_several_codes_is_asked_about_and_never_taken_for_one(String cell) {
        String told = problem("id,name,packs,codes\nx,X,case=12,\"" + cell + "\"\n");
        assertEquals(
                "2: '" + cell
                        + "' may be several codes. Write ';' between codes; a code with a comma or a blank in it goes"
                        + " in double quotes.",
                told);
    }

    @Test
    void a_code_with_a_blank_stands_in_double_quotes() {
        assertEquals(List.of("int 7", "a,b"), codes("\"int 7\"; \"a,b\""));
    }

    @Test
    void a_file_of_another_kind_is_told_as_such() {
        byte[] photo = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 1, '"', 'a'};
        byte[] unknown = "id,name\na,A\0\n".getBytes(UTF_8);
        for (byte[] file :
                List.of(photo, unknown, "%PDF-1.4\n%x\n".getBytes(UTF_8), "\r\n<html><table>".getBytes(UTF_8))) {
            List<String> told = problems(file);
            assertEquals(1, told.size(), told.toString());
            assertTrue(told.getFirst().startsWith("1: This is a file of another kind"), told.toString());
        }
    }

    @Test
    void an_apostrophe_keeps_a_spreadsheet_from_reckoning_and_is_no_part_of_the_text() {
        assertEquals(
                List.of(Item.of("=1+1", "@home"), Item.of("'s", "'t Kuipke")),
                items("id,name\n'=1+1,'@home\n's,'t Kuipke\n"));
        assertEquals("'=HYPERLINK(1)", SheetCell.guarded("=HYPERLINK(1)"));
        assertEquals("''=1", SheetCell.guarded("'=1"));
        assertEquals("'t Kuipke", SheetCell.guarded("'t Kuipke"));
    }

    @Test
    void whether_it_is_retired_is_said_by_yes_or_no_in_several_languages() {
        List<Item> items = items("id,name,retired\na,A,WAHR\nb,B,falsch\nc,C,\nd,D,Yes\n");
        assertEquals(
                List.of(true, false, false, true),
                items.stream().map(Item::retired).toList());
        assertTrue(problem("id,name,retired\na,A,perhaps\n")
                .startsWith("2: 'perhaps' in 'retired' is neither yes nor no"));
    }

    @Test
    void a_recipe_may_name_an_item_twice_and_one_with_odd_signs() {
        assertEquals(
                List.of(part("a=b", "4"), part("c;d", "0.5"), part("e", "1"), part("e", "2")),
                items("id,name,recipe\nx,X,\"\"\"a=b\"\"=4; \"\"c;d\"\"=0.5; e=1; e=2\"\n")
                        .getFirst()
                        .recipe());
    }

    private static Item.Part part(String item, String quantity) {
        return new Item.Part(item, new BigDecimal(quantity));
    }
}
