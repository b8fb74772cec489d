package org.solvable.show;

import static org.solvable.show.PlotlyJson.map;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Fields as Plotly's heat maps. */
final class PlotlyFields {

    private PlotlyFields() {}

    /**
     * A field and, if wanted, its colour bar.
     *
     * @param place the panel's rectangle: x0, x1, y0, y1
     */
    static Map<String, Object> of(Layer.Heat h, String suffix, double[] place, boolean bar) {
        Map<String, Object> t = new LinkedHashMap<>();
        t.put("type", "heatmap");
        t.put("x", Decimals.of(h.x()));
        t.put("y", Decimals.of(h.y()));
        List<Object> rows = new ArrayList<>();
        for (double[] row : h.z()) {
            rows.add(Decimals.of(row, Decimals.FIELD));
        }
        t.put("z", rows);
        t.put("zmin", h.low());
        t.put("zmax", h.high());
        t.put("colorscale", h.scale().plotly(h.phases().size()));
        t.put("hoverongaps", false);
        t.put("xaxis", "x" + suffix);
        t.put("yaxis", "y" + suffix);
        if (bar) {
            t.put("colorbar", colorBar(h, place));
        } else {
            t.put("showscale", false);
        }
        return t;
    }

    private static Map<String, Object> colorBar(Layer.Heat h, double[] place) {
        Map<String, Object> b = map(
                "title",
                map("text", Label.of(h.name()).html(), "side", "right", "font", map("size", 13)),
                "x",
                place[1],
                "xpad",
                8,
                "xanchor",
                "left",
                "y",
                (place[2] + place[3]) / 2,
                "len",
                place[3] - place[2],
                "ypad",
                0,
                "thickness",
                14,
                "outlinewidth",
                0);
        b.put("nticks", Ticks.INTERVALS);
        b.put("exponentformat", "power");
        b.put("minexponent", Ticks.PLAIN_EXPONENT);
        if (!h.phases().isEmpty()) {
            List<Integer> at = new ArrayList<>();
            h.phases().forEach(p -> at.add(at.size()));
            b.put("tickmode", "array");
            b.put("tickvals", at);
            b.put("ticktext", h.phases().stream().map(p -> Label.of(p).html()).toList());
        }
        return b;
    }
}
