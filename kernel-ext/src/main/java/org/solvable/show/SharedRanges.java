package org.solvable.show;

import java.util.ArrayList;
import java.util.List;

/** Gives figures of one outline the same axes and the same colour ranges, so that what moves between them is the data. */
final class SharedRanges {

    private SharedRanges() {}

    static List<Figure> of(List<Figure> figures) {
        List<Figure> shared = new ArrayList<>();
        for (Figure f : figures) {
            List<Panel> panels = new ArrayList<>();
            for (int p = 0; p < f.panels().size(); p++) {
                panels.add(panel(figures, f.panels().get(p), p));
            }
            shared.add(new Figure(f.title(), f.caption(), f.columns(), panels, f.meta(), f.style()));
        }
        return shared;
    }

    private static Panel panel(List<Figure> figures, Panel panel, int index) {
        List<Layer> layers = new ArrayList<>();
        for (int k = 0; k < panel.layers().size(); k++) {
            layers.add(
                    panel.layers().get(k) instanceof Layer.Heat h
                            ? heat(figures, h, index, k)
                            : panel.layers().get(k));
        }
        return new Panel(
                panel.title(),
                axis(figures, panel.x(), index, false),
                axis(figures, panel.y(), index, true),
                layers,
                panel.weight());
    }

    private static Axis axis(List<Figure> figures, Axis axis, int panel, boolean vertical) {
        if (!axis.categories().isEmpty()) {
            return axis;
        }
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Figure f : figures) {
            double[] range = f.panels().get(panel).range(vertical);
            low = Math.min(low, range[0]);
            high = Math.max(high, range[1]);
        }
        return axis.between(low, high);
    }

    private static Layer.Heat heat(List<Figure> figures, Layer.Heat heat, int panel, int layer) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Figure f : figures) {
            Layer.Heat other = (Layer.Heat) f.panels().get(panel).layers().get(layer);
            low = Math.min(low, other.low());
            high = Math.max(high, other.high());
        }
        return new Layer.Heat(heat.name(), heat.x(), heat.y(), heat.z(), low, high, heat.scale(), heat.phases());
    }
}
