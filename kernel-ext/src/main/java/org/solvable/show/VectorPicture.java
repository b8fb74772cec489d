package org.solvable.show;

import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2DFontTextDrawer;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.ImageHandlerBase64Encoder;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGGraphics2DIOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * A {@link Figure} as a vector drawing: SVG by Apache Batik, PDF by Apache PDFBox. The same painter draws them and the bitmap.
 */
final class VectorPicture {

    private static final String SVG = "http://www.w3.org/2000/svg";

    /** Pixels of a point, for fields: enough for print. */
    private static final double RESOLUTION = 3;

    private VectorPicture() {}

    static String svg(Figure figure) {
        requireFonts();
        Figure shown = Thinned.of(figure);
        Document document = document();
        SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
        context.setComment("Solvable");
        // Hundredths of a point are finer than any printer, and half the size.
        context.setPrecision(2);
        context.setImageHandler(new Fields());
        // Texts stay texts, which can be searched and read aloud.
        SVGGraphics2D g = new SVGGraphics2D(context, false);
        g.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        PicturePainter painter = new PicturePainter(shown, g);
        int width = (int) painter.width();
        int height = (int) painter.height();
        g.setSVGCanvasSize(new Dimension(width, height));
        painter.draw(RESOLUTION, false);
        Element root = g.getRoot();
        root.setAttributeNS(null, "viewBox", "0 0 " + width + " " + height);
        root.setAttributeNS(null, "role", "img");
        Element description = document.createElementNS(SVG, "desc");
        description.setTextContent(figure.alt());
        root.insertBefore(description, root.getFirstChild());
        Element title = document.createElementNS(SVG, "title");
        title.setTextContent(Label.of(figure.title()).plain());
        root.insertBefore(title, description);
        try (StringWriter out = new StringWriter()) {
            g.stream(root, out, true, false);
            g.dispose();
            return out.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fields go into the drawing as PNG, written by the JDK. */
    private static final class Fields extends ImageHandlerBase64Encoder {
        @Override
        public void encodeImage(RenderedImage image, OutputStream out) throws SVGGraphics2DIOException {
            try {
                ImageIO.write(image, "png", out);
            } catch (IOException e) {
                throw new SVGGraphics2DIOException(e.getMessage(), e);
            }
        }
    }

    private static Document document() {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument(SVG, "svg", null);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("this JDK has no XML documents", e);
        }
    }

    static byte[] pdf(Figure figure) {
        requireFonts();
        Figure shown = Thinned.of(figure);
        Graphics2D scrap = StaticPicture.scrap();
        PicturePainter measured = new PicturePainter(shown, scrap);
        float width = (float) measured.width();
        float height = (float) measured.height();
        scrap.dispose();
        try (PDDocument document = new PDDocument();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            document.getDocumentInformation().setTitle(Label.of(figure.title()).plain());
            document.getDocumentInformation().setSubject(figure.alt());
            PDPage page = new PDPage(new PDRectangle(width, height));
            document.addPage(page);
            // Letters become outlines: the page looks the same everywhere and needs no font.
            PdfBoxGraphics2D g = new PdfBoxGraphics2D(document, width, height);
            g.setFontTextDrawer(new PdfBoxGraphics2DFontTextDrawer());
            new PicturePainter(shown, g).draw(RESOLUTION, false);
            g.dispose();
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.drawForm(g.getXFormObject());
            }
            document.save(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireFonts() {
        if (!StaticPicture.isPossible()) {
            throw new UnsupportedOperationException(StaticPicture.NO_FONTS);
        }
    }
}
