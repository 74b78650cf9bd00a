package io.tidegate.codes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What each check of a component takes and refuses. */
class ContentChecksTest {

    /** The word of a check: contents that pass / contents that do not. */
    private static final String TABLE = """
            csum            02345673 416000336108 1234567890128 12345678901231 123456789012345675 / 02345674 \
                416000336109 1234567890129 12345678901232 123456789012345676 1 1234567A
            csumalpha       22 !22 !!22 1987654Ad4X4bL5ttr2310c2K 12345678901234567890123NT 12345_ABCDEFGHIJKLMCP \
                7907665Bm8v2AB 97850l6KZm0yCD 23956qk1&dB!23 00000!HV 99999zzzzzzzzzzzzzzzzzzT2 / 2 33 \
                1987654Ad4X4bL5ttr2310cXK 1987654Ad4X4bL5ttr2310c2X 123456ABOO 123456ABXX
            gcppos1         1234 12345 1234A / 123 123A A234 12A4
            gcppos2         11234 A1234 A1234B / 1234 1A234 112A4
            yymmd0          000606 250606 990606 200131 200229 200600 240229 / 200010 201310 209910 200132 200230 \
                200431 210229 x00131 20013x 20013
            yymmdd          000606 200131 200229 / 200600 200010 200132 210229
            yyyymmdd        20000606 19750606 20200229 / 20200600 20200010 20201310 20210229 2020013 x0200131
            hh              00 09 23 / 24 99 x0 0
            mi              00 59 / 60 99 x0
            ss              00 59 / 60 99
            hhmi            0000 2359 / 2400 2360 123 x000
            iso3166         004 276 826 894 / 000 005 999 AAA 27
            iso3166999      004 276 999 / 000 987 998
            iso3166alpha2   AD DE GB ZW / AA EU XX de D
            iso4217         008 826 840 924 978 999 / 000 001 987 AAA
            iso5218         0 1 2 9 / 3 8 01 x
            mediatype       01 10 80 99 / 00 11 79 AA 1
            packagetype     1A 200 8 9 AA APE PK ZZ / 0 00 000 AAA _9 pk
            iban            FR7630006000011234567890189 DE91100000000123456789 MU43BOMM0101123456789101000MUR \
                CH5604835012345678009 BE71096123456769 MT90MALT011000012345MTLCAST001SABC / BE71096123456760 \
                MT90MALT011000012345MTLCAST001SAB0 AB1234 XX361234567890 FR12_45678901234 \
                LC14BOSLxx3456789012345678901230 DE91
            zero            0 / 1 9
            nonzero         1 001 0010 / 0 000
            nozeroprefix    1 10 210 / 0 01 0123
            pieceoftotal    11 13 0101 0203 9899 9999 001003 / 1 111 x555 01 10 0001 0100 0000 21 0908 9998
            posinseqslash   1/1 1/3 9/10 99/99 998/999 / 1 1/ /1 1//2 x/y 0/1 1/0 01/2 1/02 2/1 10/9 999/998
            latitude        0279085848 0000000000 1800000000 / 1800000001 027908584 02790858481
            longitude       3015297971 0000000000 3600000000 / 3600000001 301529797
            pcenc           A %00 %Ff ABC%20XYZ / %fg %gf %g ABC% ABC%2 ABC%gXYZ
            winding         0 1 9 / 2 8 01 x
            yesno           0 1 / 2 9 x
            hyphen          - -- / X -X
            importeridx     - 0 9 A Z _ a z / ! = AA ~ . @
            hasnondigit     A 1A /1 : / 0 0123456789
            couponcode      012345612345611110123 012345612345611110123101101230123456 / 71234567890123 012345 \
                0123456123456 01234561234560 01234561234561 012345612345611 0123456123456116123456 0123456123456111 \
                01234561234561111 012345612345611115 012345612345611119 0123456123456111101231 \
                01234561234561111012314 01234561234561111012310 012345612345611110123106123456 \
                012345612345611110123101 0123456123456111101231011 01234561234561111012310115 \
                01234561234561111012310119 01234561234561111012310110123 \
                0123456123456111101231011012371234567890123 012345612345611110123101101230 0123456123456111101232 \
                01234561234561111012320 01234561234561111012321 012345612345611110123211 0123456123456111101232115 \
                0123456123456111101232110 0123456123456111101232110123 012345612345611110123211012371234567890123 \
                01234561234561111012321101230 0123456123456111101233 0123456123456111101233200010 \
                0123456123456111101234 0123456123456111101234200010 01234561234561111012335006064500607 \
                0123456123456111101236 01234561234561111012360 01234561234561111012361 0123456123456111101239 \
                01234561234561111012393 01234561234561111012390 012345612345611110123903 012345612345611110123900 \
                0123456123456111101239000 01234561234561111012390002 012345612345611110123900000 \
                a12345612345611110123
            couponposoffer  001234561234560123456 101234561234560123456 001234561234569123456789012345 \
                061234567890121234569123456789012345 / 201234561234560123456 0 00 0012345 07 01123456 00123456 \
                00123456123456 001234561234560 0012345612345601234567 a01234561234560123456
            """;

    private static Map<String, List<List<String>>> table() {
        Map<String, List<List<String>>> table = new HashMap<>();
        for (String line : TABLE.split("\\n", -1)) {
            if (!line.isBlank()) {
                List<String> words = Arrays.asList(line.strip().split(" +", -1));
                int slash = words.lastIndexOf("/");
                table.put(words.getFirst(), List.of(words.subList(1, slash), words.subList(slash + 1, words.size())));
            }
        }
        return table;
    }

    @Test
    void each_check_takes_what_is_right_and_refuses_what_is_wrong() {
        table().forEach((word, contents) -> {
            for (String right : contents.getFirst()) {
                assertEquals(
                        Optional.empty(), ContentChecks.of(word).problem(right, Reading.TODAY), word + " " + right);
            }
            for (String wrong : contents.getLast()) {
                assertNotEquals(
                        Optional.empty(), ContentChecks.of(word).problem(wrong, Reading.TODAY), word + " " + wrong);
            }
        });
    }

    @Test
    void every_check_is_tried_here() {
        assertEquals(new TreeSet<>(ContentChecks.words()), new TreeSet<>(table().keySet()));
    }

    @Test
    void the_lists_are_as_long_as_their_sources() {
        assertEquals(249, CodeLists.of("countries").size());
        assertEquals(249, CodeLists.of("country-letters").size());
        assertEquals(179, CodeLists.of("currencies").size());
        assertEquals(30, CodeLists.of("media").size());
        assertEquals(431, CodeLists.of("packages").size());
    }

    @Test
    void filling_of_base_64_is_optional_and_must_be_right() {
        Component signature = Component.read("Z..90");
        for (String right : List.of("123", "12", "12=", "1==", "ABC-_")) {
            assertEquals(Optional.empty(), signature.problem(right, Reading.TODAY), right);
        }
        for (String wrong : List.of("===", "123=", "12==", "1===", "1234=", "ABC ", "A=B", "AB+")) {
            assertNotEquals(Optional.empty(), signature.problem(wrong, Reading.TODAY), wrong);
        }
    }
}
