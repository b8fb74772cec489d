package org.solvable.show;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the legend lists: each name once for all panels, with one sample of each kind of layer that carries it. */
final class Legend {

    /**
     * One line of the legend.
     *
     * @param overField whether the samples are drawn in the colours for curves over a field
     */
    record Entry(String name, List<Layer> samples, boolean overField) {}

    private Legend() {}

    /** Place in the palette; -1 for layers that have no legend entry. */
    static int color(Layer layer) {
        return switch (layer) {
            case Layer.Line l -> l.color();
            case Layer.Points l -> l.color();
            case Layer.Band l -> l.color();
            case Layer.Bars l -> l.color();
            case Layer.Contours l -> l.color();
            case Layer.Heat l -> -1;
            case Layer.Region l -> -1;
            case Layer.Reference l -> -1;
            case Layer.Note l -> -1;
        };
    }

    /** The colour of the layers of this name, or the next free one of the last panel. */
    static int colorOf(Figure figure, String name) {
        Panel last = figure.panels().getLast();
        // Blue is the colour that is hardest to see over the usual fields.
        int next = last.field() ? 1 : 0;
        for (Panel p : figure.panels()) {
            for (Layer l : p.layers()) {
                int c = color(l);
                if (c >= 0 && !name.isEmpty() && l.name().equals(name)) {
                    return c;
                }
                boolean here = p == last || !l.name().isEmpty();
                next = here && c >= next ? c + 1 : next;
            }
        }
        return next;
    }

    static List<Entry> entries(Figure figure) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (Panel p : figure.panels()) {
            for (Layer l : p.layers()) {
                if (color(l) >= 0 && !l.name().isEmpty()) {
                    Entry e = entries.computeIfAbsent(l.name(), name -> new Entry(name, new ArrayList<>(), p.field()));
                    if (e.samples().stream().noneMatch(o -> o.getClass() == l.getClass())) {
                        e.samples().add(l);
                    }
                }
            }
        }
        return List.copyOf(entries.values());
    }

    /** Colour bars take the right side; the legend then lies in a row above the panels. */
    static boolean above(Figure figure) {
        return figure.panels().stream().anyMatch(Panel::field);
    }
}
