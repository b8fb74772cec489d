package org.solvable.show;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** The picture says what the data say: ink is where it must be, in every format. */
class StaticPictureTest {

    private static final int BLUE = 0x0072B2;

    private static BufferedImage picture(Figure figure) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(figure.png()));
    }

    /** The box that all pixels of a colour lie in: left, right, top, bottom; in points. */
    private static double[] extent(BufferedImage image, int rgb) {
        double[] e = {Double.MAX_VALUE, -1, Double.MAX_VALUE, -1};
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                if ((image.getRGB(x, y) & 0xFFFFFF) == rgb) {
                    e[0] = Math.min(e[0], x / 2.0);
                    e[1] = Math.max(e[1], (x + 1) / 2.0);
                    e[2] = Math.min(e[2], y / 2.0);
                    e[3] = Math.max(e[3], (y + 1) / 2.0);
                }
            }
        }
        return e;
    }

    @Test
    void aCurveIsWhereItsNumbersSay() throws Exception {
        // Two diagonals of the same panel: the lower left quarter, then the whole.
        Figure f = Figure.of("").x("x").y("y").xRange(0, 1).yRange(0, 1);
        double[] half = {0, 0.5};
        double[] whole = {0, 1};
        double[] small = extent(picture(f.line("", half, half)), BLUE);
        double[] large = extent(picture(f.line("", whole, whole)), BLUE);
        assertThat(large[1] - large[0]).isCloseTo(560, within(4.0));
        assertThat(large[3] - large[2]).isCloseTo(310, within(4.0));
        assertThat(small[1] - small[0]).isCloseTo(280, within(4.0));
        assertThat(small[0]).isCloseTo(large[0], within(1.5));
        assertThat(small[3]).isCloseTo(large[3], within(1.5));
        // On logarithmic axes the middle of the panel is the geometric mean.
        Figure log = Figure.of("").x("x").y("y").logX().logY().xRange(0.01, 100).yRange(1e-4, 1);
        double[] lower = extent(picture(log.line("", new double[] {0.01, 1}, new double[] {1e-4, 1e-2})), BLUE);
        assertThat(lower[1] - lower[0]).isCloseTo(280, within(4.0));
        assertThat(lower[3] - lower[2]).isCloseTo(155, within(4.0));
    }

    @Test
    void anErrorBarIsTwoStandardErrorsLong() throws Exception {
        Figure f = Figure.of("")
                .xRange(0, 2)
                .yRange(0, 1)
                .points("", new double[] {1}, new double[] {0.5}, new double[] {0.25});
        double[] e = extent(picture(f), BLUE);
        assertThat(e[3] - e[2]).isCloseTo(0.5 * 310, within(3.0));
        // The same bar on a logarithmic axis that reaches below zero ends at the frame.
        Figure open = Figure.of("")
                .logY()
                .xRange(0, 2)
                .yRange(0.1, 10)
                .points("", new double[] {1}, new double[] {1}, new double[] {2});
        double[] o = extent(picture(open), BLUE);
        assertThat(o[3] - o[2]).isCloseTo(310 * (1 + Math.log10(3)) / 2, within(3.0));
    }

    @Test
    void cellsOfAFieldHaveTheirColours() throws Exception {
        double[] x = {0, 1};
        BufferedImage image = picture(Figure.of("").heat("z", x, x, new double[][] {{0, Double.NaN}, {1, 0.5}}));
        int low = ColorScale.SEQUENTIAL.rgb(0);
        double[] cell = extent(image, low);
        // The lower left quarter, and the first step of the colour bar at the right.
        assertThat(cell[3] - cell[2]).isCloseTo(155, within(2.0));
        int middle = (int) (cell[0] + 140) * 2;
        assertThat(image.getRGB(middle, (int) (cell[2] - 20) * 2) & 0xFFFFFF).isEqualTo(ColorScale.SEQUENTIAL.rgb(1));
        // A gap shows the page.
        assertThat(image.getRGB(middle + 560, (int) (cell[3] - 20) * 2) & 0xFFFFFF)
                .isEqualTo(0xFFFFFF);
    }

    @Test
    void legendListsWhatPlotlyLists() throws Exception {
        double[] x = {0, 1};
        Figure named = Figure.of("").line("a curve", x, x);
        Figure unnamed = Figure.of("").line("", x, x);
        // The legend takes room at the right and has a sample of the curve.
        assertThat(picture(named).getWidth()).isGreaterThan(picture(unnamed).getWidth() + 100);
        assertThat(extent(picture(named), BLUE)[1]).isGreaterThan(extent(picture(unnamed), BLUE)[1] + 30);
    }

    @Test
    void svgIsTextThatSaysTheSame() throws Exception {
        String svg = FigureTest.sample().svg();
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        Document document = factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        String words = document.getDocumentElement().getTextContent();
        assertThat(words).contains("theory", "spread", "peak", "field", "τ", "ICL", "interpolation threshold");
        assertThat(document.getElementsByTagName("script").getLength()).isZero();
        assertThat(svg).contains("rgb(0,114,178)");
        // The only addresses are the names of the two XML vocabularies.
        assertThat(svg.replaceAll("http://www\\.w3\\.org/[0-9A-Za-z/.-]+", "")).doesNotContain("http");
    }

    @Test
    void pdfShowsThePicture() throws Exception {
        double[] whole = {0, 1};
        Figure f = Figure.of("").xRange(0, 1).yRange(0, 1).line("", whole, whole);
        try (PDDocument document = Loader.loadPDF(f.pdf())) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            BufferedImage page = new PDFRenderer(document).renderImage(0, 2);
            double[] e = extent(page, BLUE);
            assertThat(e[1] - e[0]).isCloseTo(560, within(4.0));
            assertThat(e[3] - e[2]).isCloseTo(310, within(4.0));
        }
    }

    @Test
    void darkPagesAreDark() throws Exception {
        BufferedImage image = picture(FigureTest.sample().theme(Theme.DARK));
        assertThat(image.getRGB(2, 2) & 0xFFFFFF).isEqualTo(0x111418);
        assertThat(FigureTest.json(FigureTest.sample().theme(Theme.DARK))
                        .at("/layout/paper_bgcolor")
                        .asText())
                .isEqualTo("#111418");
    }

    @Test
    void manyPanelsKeepTheirSize() throws Exception {
        double[] x = {0, 1};
        Figure f = Figure.of("many").line("a", x, x);
        for (int i = 0; i < 8; i++) {
            f = f.panel("p" + i, 3).line("a", x, x);
        }
        BufferedImage image = picture(f);
        assertThat(image.getWidth()).isBetween(1900, 2600);
        assertThat(image.getHeight()).isBetween(1400, 2200);
    }
}
