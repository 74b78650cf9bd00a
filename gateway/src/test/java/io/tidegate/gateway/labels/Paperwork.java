package io.tidegate.gateway.labels;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.Result;
import com.google.zxing.ResultMetadataType;
import com.google.zxing.common.HybridBinarizer;
import io.tidegate.observation.Item;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;

/** What came out on paper, looked at as a scanner and as people do: by its pixels, and with a reader that others have written. */
final class Paperwork implements AutoCloseable {

    static final int DOTS_PER_INCH = 300;

    /** Of what a scanner sees at once. */
    private static final double VIEW_MM = 44;

    private final PDDocument document;
    private final PDFRenderer renderer;

    Paperwork(byte[] pdf) throws IOException {
        document = Loader.loadPDF(pdf);
        renderer = new PDFRenderer(document);
    }

    Paperwork(ByteArrayOutputStream pdf) throws IOException {
        this(pdf.toByteArray());
    }

    /** @param codes of its own unit */
    static Item item(String id, String name, String price, String unit, String... codes) {
        return new Item(
                id,
                name,
                unit,
                List.of(),
                Arrays.stream(codes).map(code -> new Item.Code(code, unit)).toList(),
                Set.of(),
                new Item.Supply(
                        Optional.empty(),
                        Optional.of(price).filter(text -> !text.isEmpty()).map(BigDecimal::new),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                List.of(),
                false);
    }

    int pages() {
        return document.getNumberOfPages();
    }

    /** Of the first page, in millimetres. */
    Area pageSize() {
        var box = document.getPage(0).getMediaBox();
        return new Area(0, 0, box.getWidth() * Sheet.POINT, box.getHeight() * Sheet.POINT);
    }

    String text() throws IOException {
        return new PDFTextStripper().getText(document);
    }

    BufferedImage page(int number) throws IOException {
        return renderer.renderImageWithDPI(number, DOTS_PER_INCH, ImageType.GRAY);
    }

    /** A part of a page as it is printed; it may hang over the page's edge. */
    static BufferedImage part(BufferedImage page, Area area) {
        int x = Math.max(0, dots(area.x()));
        int y = Math.max(0, dots(area.y()));
        return page.getSubimage(
                x,
                y,
                Math.min(dots(area.width()), page.getWidth() - x),
                Math.min(dots(area.height()), page.getHeight() - y));
    }

    static int dots(double millimetres) {
        return (int) Math.round(millimetres / 25.4 * DOTS_PER_INCH);
    }

    /** What is read on each label, the kind before it: {@code EAN_13 4006381333931}. */
    List<String> labels(Paper paper, int count) throws IOException {
        List<String> read = new ArrayList<>();
        BufferedImage page = null;
        for (int i = 0; i < count; i++) {
            int onPage = i % paper.labelsPerPage();
            if (onPage == 0) {
                page = page(i / paper.labelsPerPage());
            }
            read.add(read(part(page, paper.place(onPage))).map(Paperwork::told).orElse("nothing"));
        }
        return read;
    }

    private static String told(Result result) {
        return result.getBarcodeFormat() + " " + withoutFirstFnc1(result);
    }

    /** What a scanner finds that is held before it, and then moved down at its left side, where a Data Matrix is. */
    static Optional<Result> read(BufferedImage label) {
        Optional<Result> found = bars(label);
        for (double y = 2; found.isEmpty() && y < label.getHeight() * 25.4 / DOTS_PER_INCH; y += 1.5) {
            found = dots(aimed(label, 4, y));
        }
        return found;
    }

    /** With that point in the middle of the view. */
    private static BufferedImage aimed(BufferedImage label, double x, double y) {
        int size = dots(VIEW_MM);
        BufferedImage view = new BufferedImage(size, size, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D drawing = view.createGraphics();
        drawing.setColor(Color.WHITE);
        drawing.fillRect(0, 0, size, size);
        drawing.drawImage(label, size / 2 - dots(x), size / 2 - dots(y), null);
        drawing.dispose();
        return view;
    }

    static Optional<Result> bars(BufferedImage image) {
        return read(image, List.of(BarcodeFormat.EAN_13, BarcodeFormat.EAN_8, BarcodeFormat.CODE_128));
    }

    private static Optional<Result> dots(BufferedImage image) {
        return read(image, List.of(BarcodeFormat.DATA_MATRIX));
    }

    private static Optional<Result> read(BufferedImage image, List<BarcodeFormat> kinds) {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        BinaryBitmap bitmap = new BinaryBitmap(
                new HybridBinarizer(new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels)));
        try {
            return Optional.of(new MultiFormatReader().decode(bitmap, Map.of(DecodeHintType.POSSIBLE_FORMATS, kinds)));
        } catch (NotFoundException nothing) {
            return Optional.empty();
        }
    }

    /** As a scanner sends it that is set to tell the kind. */
    static String sent(Result result) {
        return result.getResultMetadata().get(ResultMetadataType.SYMBOLOGY_IDENTIFIER) + withoutFirstFnc1(result);
    }

    /** This reader tells it twice: by the identifier, and as a separator. */
    private static String withoutFirstFnc1(Result result) {
        return result.getText().replaceFirst("^\u001d", "");
    }

    /** From the first to behind the last dark dot of the columns in that part, in millimetres. */
    static double darkWidth(BufferedImage part) {
        int first = part.getWidth();
        int last = -1;
        for (int x = 0; x < part.getWidth(); x++) {
            for (int y = 0; y < part.getHeight(); y++) {
                if ((part.getRGB(x, y) & 0xFF) < 128) {
                    first = Math.min(first, x);
                    last = Math.max(last, x);
                }
            }
        }
        return (last + 1 - first) * 25.4 / DOTS_PER_INCH;
    }

    @Override
    public void close() throws IOException {
        document.close();
    }
}
