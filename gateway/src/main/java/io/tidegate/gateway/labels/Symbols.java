package io.tidegate.gateway.labels;

import io.tidegate.codes.Gtin;
import io.tidegate.gateway.labels.Symbol.Dark;
import io.tidegate.gateway.labels.Symbol.Family;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import uk.org.okapibarcode.backend.Code128;
import uk.org.okapibarcode.backend.DataMatrix;
import uk.org.okapibarcode.backend.Ean;
import uk.org.okapibarcode.backend.HumanReadableLocation;
import uk.org.okapibarcode.backend.OkapiException;
import uk.org.okapibarcode.backend.Symbol.DataType;

/** Makes bar codes of texts. Stateless; the one place that knows the library. */
final class Symbols {

    /** What has a key everywhere; scanners differ in what they make of other letters of a Code 128. */
    private static final Pattern KEYBOARD = Pattern.compile("[ -~]+");

    /** How the library spells characters that are none. */
    private static final String ESCAPE = "\\<FNC";

    private Symbols() {}

    /** Of a number of 8, 12 or 13 digits. */
    static Symbol ean(Gtin gtin) {
        boolean small = gtin.shortest().length() == 8;
        String digits = gtin.digits().substring(small ? 6 : 1);
        Ean ean = new Ean(small ? Ean.Mode.EAN8 : Ean.Mode.EAN13);
        ean.setHumanReadableLocation(HumanReadableLocation.NONE);
        // The library computes the last digit itself.
        ean.setContent(digits.substring(0, digits.length() - 1));
        List<String> groups = small
                ? List.of(digits.substring(0, 4), digits.substring(4))
                : List.of(digits.substring(0, 1), digits.substring(1, 7), digits.substring(7));
        return new Symbol(small ? Family.EAN_8 : Family.EAN_13, ean.getWidth(), 0, bars(ean), groups);
    }

    /** Whether it can be a Code 128 that every scanner sends as it stands here. */
    static boolean isCode128(String text) {
        return KEYBOARD.matcher(text).matches();
    }

    /** Of a text of the shop's own. */
    static Symbol code128(String text) throws Unprintable {
        Code128 code = new Code128();
        code.setHumanReadableLocation(HumanReadableLocation.NONE);
        fill(code, text);
        return new Symbol(Family.CODE_128, code.getWidth(), 0, bars(code), List.of(text));
    }

    /** Of any text. */
    static Symbol dataMatrix(String text) throws Unprintable {
        DataMatrix matrix = square();
        fill(matrix, text);
        return dots(matrix, List.of(text));
    }

    /** @param elements identifiers and values in turn */
    static Symbol gs1DataMatrix(List<String> elements) throws Unprintable {
        DataMatrix matrix = square();
        matrix.setDataType(DataType.GS1);
        StringBuilder bracketed = new StringBuilder();
        for (int i = 0; i < elements.size(); i += 2) {
            bracketed.append('[').append(elements.get(i)).append(']').append(elements.get(i + 1));
        }
        fill(matrix, bracketed.toString());
        return dots(matrix, lines(elements));
    }

    private static List<String> lines(List<String> elements) {
        return IntStream.range(0, elements.size() / 2)
                .mapToObj(i -> "(" + elements.get(2 * i) + ")" + elements.get(2 * i + 1))
                .toList();
    }

    private static DataMatrix square() {
        DataMatrix matrix = new DataMatrix();
        matrix.setForceMode(DataMatrix.ForceMode.SQUARE);
        matrix.setHumanReadableLocation(HumanReadableLocation.NONE);
        matrix.setModuleWidth(1);
        return matrix;
    }

    private static void fill(uk.org.okapibarcode.backend.Symbol symbol, String text) throws Unprintable {
        if (text.contains(ESCAPE)) {
            throw new Unprintable("has '" + ESCAPE + "' in its code, which no symbol can hold: give it another one");
        }
        try {
            symbol.setContent(text);
        } catch (OkapiException unfit) {
            throw new Unprintable("cannot be a bar code: " + unfit.getMessage());
        }
    }

    private static List<Dark> bars(uk.org.okapibarcode.backend.Symbol symbol) {
        return symbol.getRectangles().stream()
                .map(each -> new Dark((int) Math.round(each.x), 0, (int) Math.round(each.width), 0))
                .toList();
    }

    private static Symbol dots(DataMatrix matrix, List<String> readable) {
        List<Dark> dark = matrix.getRectangles().stream()
                .map(each ->
                        new Dark((int) Math.round(each.x), (int) Math.round(each.y), (int) Math.round(each.width), (int)
                                Math.round(each.height)))
                .toList();
        return new Symbol(Family.DATA_MATRIX, matrix.getActualWidth(), matrix.getActualHeight(), dark, readable);
    }
}
