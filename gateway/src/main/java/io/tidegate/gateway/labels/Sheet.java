package io.tidegate.gateway.labels;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;
import org.apache.pdfbox.util.Matrix;
import org.jspecify.annotations.Nullable;

/**
 * A document on which texts and dark boxes are drawn, in millimetres from the upper left corner of its last page. The font
 * is in the document, so that it prints everywhere as it was measured. Used by one thread.
 */
final class Sheet implements AutoCloseable {

    /** A point in millimetres. */
    static final double POINT = 25.4 / 72;

    /** The library's own: Liberation Sans, with Latin, Greek and Cyrillic letters. */
    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    private final PDDocument document = new PDDocument();
    private final TrueTypeFont letters;
    private final CmapLookup glyphs;
    private final PDFont font;
    private final Map<Integer, Double> advances = new HashMap<>();
    private @Nullable PDPageContentStream drawing;
    private double height;

    private Sheet(TrueTypeFont letters) throws IOException {
        this.letters = letters;
        this.glyphs = letters.getUnicodeCmapLookup();
        this.font = PDType0Font.load(document, letters, true);
    }

    static Sheet open(String title, String language) {
        try (InputStream file = Objects.requireNonNull(PDDocument.class.getResourceAsStream(FONT))) {
            TrueTypeFont letters = new TTFParser().parse(new RandomAccessReadBuffer(file));
            // Ligatures would take longer than all the rest.
            letters.setEnableGsub(false);
            Sheet sheet = new Sheet(letters);
            sheet.document.getDocumentInformation().setTitle(title);
            sheet.document.getDocumentInformation().setCreator("Tidegate");
            sheet.document.getDocumentCatalog().setLanguage(language);
            PDViewerPreferences preferences =
                    new PDViewerPreferences(sheet.document.getDocumentCatalog().getCOSObject());
            // A label that is scaled to the page misses its paper.
            preferences.setPrintScaling(PDViewerPreferences.PRINT_SCALING.None);
            sheet.document.getDocumentCatalog().setViewerPreferences(preferences);
            return sheet;
        } catch (IOException e) {
            throw new UncheckedIOException("the font is within the program", e);
        }
    }

    void page(Area size) throws IOException {
        endPage();
        PDPage page = new PDPage(new PDRectangle((float) (size.width() / POINT), (float) (size.height() / POINT)));
        document.addPage(page);
        height = size.height();
        drawing = new PDPageContentStream(document, page);
    }

    int pages() {
        return document.getNumberOfPages();
    }

    private void endPage() throws IOException {
        if (drawing != null) {
            drawing.close();
            drawing = null;
        }
    }

    private PDPageContentStream drawing() {
        return Objects.requireNonNull(drawing, "a page comes first");
    }

    /** @param baseline on which the letters stand */
    void text(String text, double x, double baseline, double points) throws IOException {
        PDPageContentStream page = drawing();
        page.beginText();
        page.setFont(font, (float) points);
        page.newLineAtOffset((float) (x / POINT), (float) ((height - baseline) / POINT));
        page.showText(text);
        page.endText();
    }

    /**
     * @param boxes with their corners counted from that point on, in units
     * @param unit in millimetres: whole numbers of modules take a third of the room in the file that millimetres take
     */
    void dark(Collection<Area> boxes, double x, double y, double unit) throws IOException {
        PDPageContentStream page = drawing();
        float scale = (float) (unit / POINT);
        page.saveGraphicsState();
        // Downwards, as everything here is counted.
        page.transform(new Matrix(scale, 0, 0, -scale, (float) (x / POINT), (float) ((height - y) / POINT)));
        for (Area box : boxes) {
            page.addRect((float) box.x(), (float) box.y(), (float) box.width(), (float) box.height());
        }
        page.fill();
        page.restoreGraphicsState();
    }

    /** In millimetres. */
    double width(String text, double points) {
        return text.codePoints().mapToDouble(this::advance).sum() * points * POINT;
    }

    /** Of a letter, of the size of the letters. */
    private double advance(int codePoint) {
        return advances.computeIfAbsent(codePoint, letter -> {
            try {
                return (double) letters.getAdvanceWidth(glyphs.getGlyphId(letter)) / letters.getUnitsPerEm();
            } catch (IOException e) {
                throw new UncheckedIOException("the font is in memory", e);
            }
        });
    }

    /** Whether the font has that letter. */
    boolean has(int codePoint) {
        return glyphs.getGlyphId(codePoint) > 0;
    }

    /** Nothing more is drawn. */
    void write(OutputStream out) throws IOException {
        endPage();
        document.save(out);
    }

    @Override
    public void close() throws IOException {
        try {
            endPage();
            document.close();
        } finally {
            letters.close();
        }
    }
}
