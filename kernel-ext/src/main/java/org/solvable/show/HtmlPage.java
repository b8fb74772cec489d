package org.solvable.show;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Properties;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.solvable.model.Json;

/**
 * A page with one interactive figure that needs no network: plotly.js is inside, compressed, and unpacked by the browser.
 *
 * <p>plotly.js is read from the file that the property {@code solvable.plotly.js} names, else from the web jar
 * {@code org.webjars.npm:plotly.js-dist} on the class path.
 */
final class HtmlPage {

    private static final String PROPERTY = "solvable.plotly.js";
    private static final String JAR = "/META-INF/resources/webjars/plotly.js-dist/";
    private static final String JAR_FACTS = "/META-INF/maven/org.webjars.npm/plotly.js-dist/pom.properties";

    private HtmlPage() {}

    /**
     * Writes the page.
     *
     * @throws UnsupportedOperationException if there is no plotly.js
     */
    static String of(Figure figure) {
        return of(figure, Json.write(figure.plotly()));
    }

    /** The same with JSON that holds more than the figure, such as the positions of a slider. */
    static String of(Figure figure, String json) {
        return page(
                Label.of(figure.title()).plain(), figure.alt(), figure.style().theme(), json);
    }

    private static String page(String title, String alt, Theme theme, String json) {
        String ground = theme == Theme.AUTO ? "Canvas" : theme.shown().page();
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="color-scheme" content="light dark">
                <title>%s</title>
                <style>body { margin: 0; background: %s; color: CanvasText } #figure { max-width: 1100px; margin: 1em auto }</style>
                </head>
                <body>
                <div id="figure" role="img" aria-label="%s"></div>
                <script type="application/json" id="data">%s</script>
                <script type="text/plain" id="library">%s</script>
                <script>
                (async () => {
                  const packed = Uint8Array.from(atob(document.getElementById('library').textContent), c => c.charCodeAt(0));
                  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
                  const script = document.createElement('script');
                  script.textContent = await new Response(stream).text();
                  document.head.appendChild(script);
                  const figure = JSON.parse(document.getElementById('data').textContent);
                  const layout = figure.layout;
                  if (!layout.paper_bgcolor) {
                    layout.paper_bgcolor = layout.plot_bgcolor = 'rgba(0,0,0,0)';
                    const color = getComputedStyle(document.body).color;
                    layout.font = { ...layout.font, color };
                    figure.data.filter(t => t.type === 'bar' && t.error_y).forEach(t => (t.error_y.color ??= color));
                  }
                  const config = { responsive: true, displaylogo: false };
                  await Plotly.newPlot('figure', figure.data, layout, config);
                  if (figure.frames) await Plotly.addFrames('figure', figure.frames);
                })();
                </script>
                </body>
                </html>
                """
                // In a script element only "</" ends the data; JSON may write it as an escape.
                .formatted(Text.html(title), ground, Text.attribute(alt), json.replace("</", "<\\/"), library());
    }

    /** plotly.js, compressed, as base64. */
    private static String library() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream packed = new GZIPOutputStream(bytes)) {
            packed.write(source().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new String(Base64.getEncoder().encode(bytes.toByteArray()), StandardCharsets.US_ASCII);
    }

    /** The text of plotly.js. */
    static String source() {
        try (InputStream in = open()) {
            if (in == null) {
                throw new UnsupportedOperationException(
                        "no plotly.js to put into the page: add org.webjars.npm:plotly.js-dist to the class path, or name"
                                + " the file with -D" + PROPERTY + "=…");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable InputStream open() throws IOException {
        String file = System.getProperty(PROPERTY, "");
        if (!file.isEmpty()) {
            return Files.newInputStream(Path.of(file));
        }
        Properties facts = new Properties();
        try (InputStream in = HtmlPage.class.getResourceAsStream(JAR_FACTS)) {
            if (in == null) {
                return null;
            }
            facts.load(in);
        }
        return HtmlPage.class.getResourceAsStream(JAR + facts.getProperty("version") + "/plotly.js");
    }
}
