package io.tidegate.gateway.pages;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import uk.org.okapibarcode.backend.DataMatrix;
import uk.org.okapibarcode.backend.Ean;
import uk.org.okapibarcode.backend.HumanReadableLocation;
import uk.org.okapibarcode.backend.Symbol;
import uk.org.okapibarcode.output.Java2DRenderer;

/** What a camera sees: codes on a light card, and none. */
final class CodePictures {

    private static final int WIDTH = 320;
    private static final int HEIGHT = 240;
    private static final int FRAMES_PER_SECOND = 5;
    private static final int CARD = 215;
    private static final uk.org.okapibarcode.graphics.Color INK = new uk.org.okapibarcode.graphics.Color(25, 25, 25);
    private static final uk.org.okapibarcode.graphics.Color PAPER =
            new uk.org.okapibarcode.graphics.Color(CARD, CARD, CARD);

    private CodePictures() {}

    /** @param digits with or without the last one, which is computed */
    static BufferedImage ean(String digits) {
        Ean ean = new Ean(Ean.Mode.EAN13);
        ean.setContent(digits.substring(0, 12));
        ean.setBarHeight(50);
        return card(ean, 2);
    }

    /** @param elements with brackets around the identifiers, {@code [01]...[10]...} */
    static BufferedImage gs1DataMatrix(String elements) {
        DataMatrix matrix = new DataMatrix();
        matrix.setDataType(Symbol.DataType.GS1);
        matrix.setContent(elements);
        return card(matrix, 5);
    }

    static BufferedImage nothing() {
        BufferedImage card = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D pen = card.createGraphics();
        pen.setColor(new Color(CARD, CARD, CARD));
        pen.fillRect(0, 0, WIDTH, HEIGHT);
        pen.dispose();
        return card;
    }

    private static BufferedImage card(Symbol symbol, int scale) {
        symbol.setHumanReadableLocation(HumanReadableLocation.NONE);
        BufferedImage card = nothing();
        Graphics2D pen = card.createGraphics();
        pen.translate((WIDTH - symbol.getWidth() * scale) / 2, (HEIGHT - symbol.getHeight() * scale) / 2);
        new Java2DRenderer(pen, scale, PAPER, INK).render(symbol);
        pen.dispose();
        return card;
    }

    static byte[] png(BufferedImage picture) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", bytes);
        return bytes.toByteArray();
    }

    /** Each for so long, in the format that Chromium takes for a camera (YUV4MPEG2); it begins anew at its end. */
    static void film(Path file, List<BufferedImage> scenes, int secondsEach) throws IOException {
        byte[] colourless = new byte[WIDTH * HEIGHT / 2];
        Arrays.fill(colourless, (byte) 128);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            out.write("YUV4MPEG2 W%d H%d F%d:1 Ip A1:1 C420jpeg\n"
                    .formatted(WIDTH, HEIGHT, FRAMES_PER_SECOND)
                    .getBytes(StandardCharsets.US_ASCII));
            for (BufferedImage scene : scenes) {
                byte[] lightness = ((DataBufferByte) scene.getRaster().getDataBuffer()).getData();
                for (int i = 0; i < secondsEach * FRAMES_PER_SECOND; i++) {
                    out.write("FRAME\n".getBytes(StandardCharsets.US_ASCII));
                    out.write(lightness);
                    out.write(colourless);
                }
            }
        }
    }
}
