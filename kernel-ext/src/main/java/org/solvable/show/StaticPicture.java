package org.solvable.show;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** A {@link Figure} as a bitmap, for exports, for previews and for readers without a browser. */
final class StaticPicture {

    private StaticPicture() {}

    /** What to say where no text can be drawn. */
    static final String NO_FONTS =
            "no static picture: this Java finds no fonts (on Debian: apt-get install fontconfig fonts-dejavu-core)";

    /** Whether this JVM can draw text; without fonts Java2D throws from deep inside. Asked once. */
    static boolean isPossible() {
        return Fonts.FOUND;
    }

    /** Looked for when the first picture is drawn. */
    private static final class Fonts {
        static final boolean FOUND = look();

        private static boolean look() {
            try {
                Graphics2D g = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB).createGraphics();
                double width = new Font(Font.SANS_SERIF, Font.PLAIN, 8)
                        .getStringBounds("x", g.getFontRenderContext())
                        .getWidth();
                g.dispose();
                return width > 0;
            } catch (RuntimeException | LinkageError e) {
                return false;
            }
        }
    }

    /** A canvas of the size of one pixel, to measure text on. */
    static Graphics2D scrap() {
        return prepared(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics());
    }

    static Graphics2D prepared(Graphics2D g) {
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        return g;
    }

    /**
     * Draws.
     *
     * @param scale pixels of a point
     * @throws UnsupportedOperationException where the JVM finds no fonts
     */
    static byte[] png(Figure figure, double scale) {
        if (!isPossible()) {
            throw new UnsupportedOperationException(NO_FONTS);
        }
        Figure shown = Thinned.of(figure);
        Graphics2D scrap = scrap();
        PicturePainter measured = new PicturePainter(shown, scrap);
        int width = (int) Math.ceil(measured.width() * scale);
        int height = (int) Math.ceil(measured.height() * scale);
        scrap.dispose();
        // The PNG writer is fastest from bytes.
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D g = prepared(image.createGraphics());
        g.scale(scale, scale);
        new PicturePainter(shown, g).draw(scale, true);
        g.dispose();
        return compressed(Indexed.of(image));
    }

    /** Smaller than by the usual {@code ImageIO.write}, in the same time: notebooks keep this text for ever. */
    private static byte[] compressed(BufferedImage image) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ImageWriteParam how = writer.getDefaultWriteParam();
        how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        how.setCompressionQuality(0.55f);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 17);
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), how);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
