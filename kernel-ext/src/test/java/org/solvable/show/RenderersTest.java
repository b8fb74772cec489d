package org.solvable.show;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.simple.SimpleMatrix;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.solvable.model.Measured;
import org.solvable.seminar.Claim;
import org.solvable.seminar.Person;
import org.solvable.seminar.Talk;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class RenderersTest {

    private static final String HOSTILE =
            "<script>alert(1)</script><img src=x onerror=alert(2)> ]]> $x$ \u202Eabc \"'&amp; =cmd|' /C calc'!A0";

    /** Whatever comes in is text: no element of it exists in the page, and nothing is lost. */
    private static void assertHarmless(String html) {
        Document page = Jsoup.parse(html);
        assertThat(page.select("script, img, iframe, [onerror]")).isEmpty();
        assertThat(html).doesNotContain("\u202E").contains("&lt;script&gt;");
        assertThat(page.text())
                .contains("<script>alert(1)</script>")
                .contains("$x$")
                .contains("\\u202E");
    }

    @Test
    void hostileTablesTalksAndLabelsAreText() {
        Table t = Table.create(HOSTILE, StringColumn.create(HOSTILE, HOSTILE), DoubleColumn.create("x", 1.5));
        assertHarmless((String) Renderers.render(t).get("text/html"));
        Talk talk = new Talk(
                "x",
                HOSTILE,
                HOSTILE,
                List.of(new Person(HOSTILE, HOSTILE)),
                Optional.empty(),
                HOSTILE,
                HOSTILE,
                HOSTILE,
                List.of(),
                List.of(),
                List.of(),
                List.of(new Claim("C1", HOSTILE)),
                List.of(),
                List.of(),
                List.of(),
                "",
                Map.of(),
                List.of());
        assertHarmless((String) Renderers.render(talk).get("text/html"));
        assertThat(Label.of("<b>$\\alpha_{<i>}$").html()).isEqualTo("&lt;b&gt;α<sub>&lt;<i>i</i>&gt;</sub>");
        Figure f = Figure.of(HOSTILE).line(HOSTILE, new double[] {1}, new double[] {1});
        assertThat(f.csv()).contains("\"<script>");
        assertThat(Text.csv("=cmd()")).isEqualTo("'=cmd()");
        assertThat(Text.csv("-1.5e3")).isEqualTo("-1.5e3");
    }

    @Test
    void hostileLabelsAreTextInEveryFormat() {
        Figure f = Figure.of(HOSTILE)
                .x(HOSTILE)
                .line(HOSTILE, new double[] {1, 2}, new double[] {1, 2})
                .vertical(1.5, HOSTILE)
                .note(1, 1, HOSTILE)
                .xNames(List.of(HOSTILE, HOSTILE))
                .caption(HOSTILE);
        Document svg = Jsoup.parse(f.svg(), "", org.jsoup.parser.Parser.xmlParser());
        assertThat(svg.select("script, img, iframe, [onerror]")).isEmpty();
        assertThat(svg.selectFirst("title").text()).contains("<script>alert(1)</script>");
        assertThat(f.svg()).doesNotContain("<script").doesNotContain("\u202E");
        String plotly = org.solvable.model.Json.write(f.plotly().get("data"))
                + org.solvable.model.Json.write(((Map<?, ?>) f.plotly().get("layout")).get("annotations"));
        assertThat(plotly).doesNotContain("<script").doesNotContain("<img").doesNotContain("\u202E");
        for (String line : f.csv().split("\n")) {
            assertThat(line).doesNotStartWith("=").doesNotContain(",=");
        }
        assertThat(Text.csv("=cmd|' /C calc'!A0")).startsWith("'=");
        String markdown = Text.markdown(HOSTILE + " *a* [b](c) `d`");
        assertThat(markdown)
                .doesNotContain("<script")
                .contains("\\*a\\*")
                .contains("\\[b\\](c)")
                .contains("\\`d\\`");
        assertThat(Text.latex("$x_1$ \\input{f} 50% #"))
                .isEqualTo("\\$x\\_1\\$ \\textbackslash{}input\\{f\\} 50\\% \\#");
    }

    @Test
    void tablesAlignNumbersRightAndSayWhatIsMissing() {
        DoubleColumn x = DoubleColumn.create("x");
        for (int i = 0; i < 100; i++) {
            x.append(i / 3.0);
        }
        Table t = Table.create("t", x);
        Document page = Jsoup.parse((String) Renderers.render(t).get("text/html"));
        assertThat(page.select("th[scope=col]").first().attr("style")).contains("right");
        assertThat(page.text()).contains("100 rows × 1 columns");
        assertThat((String) Renderers.render(t).get("text/plain"))
                .contains("0.333333")
                .endsWith("100 rows × 1 columns (first 20 rows shown)");
        // Five pages of twenty rows, of which the browser opens one at a time.
        assertThat(page.select("tbody tr")).hasSize(100);
        assertThat(page.select("details")).hasSize(5);
        assertThat(page.select("details[open]")).hasSize(1);
        assertThat(page.select("details").eachAttr("name").stream().distinct()).hasSize(1);
        assertThat(page.select("summary").last().text()).isEqualTo("rows 81 to 100");
        assertThat(page.select("details").last().select("td").last().text()).isEqualTo("33");
        assertThat(page.select("script, input, a")).isEmpty();
    }

    @Test
    void longTablesSayWhereTheyAreCut() {
        Table t = Table.create("t", DoubleColumn.create("x", new double[3000]));
        String html = (String) Renderers.render(t).get("text/html");
        assertThat(Jsoup.parse(html).select("tbody tr")).hasSize(500);
        assertThat(html).contains("3000 rows × 1 columns (first 500 rows shown)");
        StringColumn wide = StringColumn.create("w");
        for (int i = 0; i < 400; i++) {
            wide.append("x".repeat(1000));
        }
        assertThat(((String) Renderers.render(Table.create("t", wide)).get("text/html")).length())
                .isLessThan(150_000);
    }

    @Test
    void hostileTablesAreTextInEveryFormat() {
        Table t = Table.create(HOSTILE, StringColumn.create(HOSTILE, HOSTILE, "a|b"), DoubleColumn.create("n", 1, 2));
        assertHarmless(TableView.html(t));
        assertThat(TableView.plain(t)).doesNotContain("\u202E").contains("\\u202E");
        String markdown = TableView.markdown(t);
        // A header, a rule and two rows, each with three unescaped bars.
        assertThat(markdown.lines())
                .hasSize(4)
                .allSatisfy(
                        line -> assertThat(line.replaceAll("\\\\.", "").chars().filter(c -> c == '|'))
                                .hasSize(3));
        assertThat(markdown).doesNotContain("<script", "<img", "$x$", "\u202E");
        String latex = TableView.latex(t);
        assertThat(latex).startsWith("\\begin{tabular}{lr}");
        assertThat(latex.replaceAll("\\\\[$#%&_{}]", "")).doesNotContain("$", "#", "%", "\u202E", "<");
        assertThat(TableView.csv(t).lines().skip(1).findFirst().orElseThrow()).startsWith("\"<script>");
        Table formula = Table.create("t", StringColumn.create("=1+1", "=cmd|' /C calc'!A0", "@SUM(A1)", "+1x"));
        assertThat(TableView.csv(formula)).isEqualTo("'=1+1\n'=cmd|' /C calc'!A0\n'@SUM(A1)\n'+1x\n");
    }

    record Inner(double width, List<String> tags) {}

    record Outer(String name, Inner inner, double[] values) {}

    record Own(int n) {
        @Override
        public String toString() {
            return "own text " + n;
        }
    }

    @Test
    void recordsMapsAndCollectionsOfAnythingAreTables() {
        Outer outer = new Outer(HOSTILE, new Inner(0.1 + 0.2, List.of("a", HOSTILE)), new double[] {1, 2.5});
        assertHarmless((String) Renderers.render(outer).get("text/html"));
        assertThat((String) Renderers.render(outer).get("text/plain"))
                .contains("Inner[width=0.3, tags=[a, ")
                .contains("{1, 2.5}")
                .doesNotContain("\u202E");
        Map<String, Object> map = Map.of(HOSTILE, Map.of("k", List.of(1, HOSTILE)));
        assertHarmless((String) Renderers.render(map).get("text/html"));
        assertHarmless((String) Renderers.render(List.of(outer, outer)).get("text/html"));
        assertHarmless((String) Renderers.render(new Object[] {outer, HOSTILE}).get("text/html"));
        Document page =
                Jsoup.parse((String) Renderers.render(List.of(new Inner(1, List.of()), new Inner(2, List.of("b"))))
                        .get("text/html"));
        assertThat(page.select("th").eachText()).containsExactly("width", "tags");
        assertThat(page.select("td").eachText()).containsExactly("1", "[]", "2", "[b]");
        assertThat(page.select("td").first().attr("style")).contains("right");
        assertThat(Renderers.render(new Own(3))).isEqualTo(Map.of("text/plain", "own text 3"));
        assertThat(Renderers.render(List.of(1.5, 2)).get("text/plain").toString())
                .endsWith("[2] {1.5, 2}");
        assertThat(Renderers.render(List.of("a", "b")).get("text/plain")).isEqualTo("[a, b]");
        assertThat(Renderers.render(List.of()).get("text/plain")).isEqualTo("[]");
        assertThat(Renderers.render(new boolean[] {true}).get("text/plain")).isEqualTo("boolean[1] {true}");
        assertThat(Renderers.render(new int[][] {{1, 2}, {3, 4}})
                        .get("text/plain")
                        .toString())
                .startsWith("int[2][2]");
        assertThat(Renderers.render(new double[][] {{1}, {2, 3}})
                        .get("text/plain")
                        .toString())
                .contains("{2, 3}");
    }

    @Test
    void whatContainsItselfIsShownToADepth() {
        List<Object> self = new java.util.ArrayList<>();
        self.add(self);
        assertThat(Renderers.render(self).get("text/plain").toString()).contains("[[[…]]]");
    }

    /** A kernel asks for the renderer of a class and may find the one for records before the one for figures. */
    @Test
    void aFigureIsAFigureThoughItIsARecord() {
        Figure figure = Figure.of("t").line("a", new double[] {1, 2}, new double[] {1, 2});
        for (Renderers.Entry<?> e : Renderers.all()) {
            if (e.type().isInstance(figure)) {
                assertThat(e.render(figure)).containsOnlyKeys(Renderers.PLOTLY, "image/png", "text/plain");
            }
        }
    }

    @Test
    void smallMatricesAreFormulasLargeOnesCorners() {
        DMatrixRMaj small = new DMatrixRMaj(new double[][] {{1, -2.5}, {1e-12, Double.NaN}});
        assertThat(Renderers.render(small).get("text/latex"))
                .isEqualTo("$$\\begin{pmatrix}1 & -2.5 \\\\ 1\\cdot 10^{-12} & \\mathrm{NaN}\\end{pmatrix}$$");
        Map<String, Object> large = Renderers.render(new SimpleMatrix(100, 40));
        assertThat(large).doesNotContainKey("text/latex");
        assertThat((String) large.get("text/html"))
                .contains("100 × 40 matrix")
                .contains("…")
                .contains("⋮");
        assertThat(Renderers.render(new DMatrixRMaj(0, 3)).get("text/plain")).isEqualTo("0 x 3 matrix");
    }

    @Test
    void arraysTellTheirShapeAndSpread() {
        double[] a = new double[1000];
        a[7] = 5;
        assertThat(Renderers.render(a).get("text/plain"))
                .asString()
                .startsWith("double[1000] {0, 0,")
                .contains("max 5");
        assertThat(Renderers.render(new int[] {1, 2}).get("text/plain")).isEqualTo("int[2] {1, 2}");
        assertThat(Renderers.render(new double[][] {{1, 2}, {3, 4}}).get("text/plain"))
                .asString()
                .contains("2 x 2");
        assertThat(Renderers.render(new Measured(0.86149, 0.0026, 20)).get("text/plain"))
                .isEqualTo("0.8615(26)");
        assertThat(Renderers.render(new String[] {"a"}).get("text/plain")).isEqualTo("[a]");
    }
}
