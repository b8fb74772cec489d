package org.solvable.show;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.solvable.model.Json;

/** A page with every figure twice: drawn by plotly.js at the left, by Java2D at the right. */
final class SideBySidePage {

    private SideBySidePage() {}

    /**
     * Writes the page and its copy of plotly.js.
     *
     * @param dark whether the page is dark
     * @return the page
     */
    static Path write(Path folder, Map<String, Drawable> figures, boolean dark) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("plotly.js"), HtmlPage.source());
        StringBuilder rows = new StringBuilder();
        for (Map.Entry<String, Drawable> e : figures.entrySet()) {
            Map<String, Object> bundle = Renderers.render(e.getValue());
            rows.append("<section id=\"%s\"><h2>%s</h2><div class=\"plot\"></div>".formatted(e.getKey(), e.getKey()))
                    .append("<img alt=\"\" src=\"data:image/png;base64,%s\">".formatted(bundle.get("image/png")))
                    .append("<script type=\"application/json\">%s</script></section>\n"
                            .formatted(Json.write(bundle.get(Renderers.PLOTLY)).replace("</", "<\\/")));
        }
        Path page = folder.resolve(dark ? "dark.html" : "light.html");
        Files.writeString(
                page, """
                <!DOCTYPE html><html><head><meta charset="utf-8"><style>
                body { font: 14px sans-serif; color: %s; background: %s; margin: 8px }
                section { display: grid; grid-template-columns: 780px 780px; gap: 0 10px }
                h2 { grid-column: 1 / 3; margin: 4px 0; font-size: 14px } img { width: 780px }
                </style></head><body>
                %s
                <script src="plotly.js"></script>
                <script>
                const ink = getComputedStyle(document.body).color;
                for (const section of document.querySelectorAll('section')) {
                  const figure = JSON.parse(section.querySelector('script').textContent);
                  const layout = figure.layout;
                  if (!layout.paper_bgcolor) {
                    layout.paper_bgcolor = layout.plot_bgcolor = 'rgba(0,0,0,0)';
                    layout.font = { ...layout.font, color: ink };
                  }
                  Plotly.newPlot(section.querySelector('.plot'), figure.data, layout, { displayModeBar: false });
                }
                </script></body></html>
                """.formatted(dark ? "#ffffff" : "rgba(0,0,0,0.87)", dark ? "#111111" : "#ffffff", rows));
        return page;
    }
}
