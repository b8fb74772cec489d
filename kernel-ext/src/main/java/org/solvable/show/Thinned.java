package org.solvable.show;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The figure that is shown in place of one with too many points: each series keeps its share, and the caption says so. */
final class Thinned {

    /** More points than this in a figure are thinned out. */
    static final int MOST_POINTS = 50_000;

    private Thinned() {}

    static Figure of(Figure figure) {
        long total = figure.panels().stream()
                .flatMap(p -> p.layers().stream())
                .mapToLong(Thinned::size)
                .sum();
        if (total <= MOST_POINTS) {
            return figure;
        }
        List<Panel> panels = new ArrayList<>();
        long shown = 0;
        for (Panel p : figure.panels()) {
            List<Layer> layers = new ArrayList<>();
            for (Layer l : p.layers()) {
                layers.add(layer(l, (int) Math.max(60, MOST_POINTS * size(l) / total)));
                shown += size(layers.getLast());
            }
            panels.add(new Panel(p.title(), p.x(), p.y(), layers, p.weight()));
        }
        String note =
                String.format(Locale.ROOT, "Drawn with %,d of %,d points; the extremes are among them.", shown, total);
        return new Figure(
                figure.title(),
                figure.caption().isEmpty() ? note : figure.caption() + " " + note,
                figure.columns(),
                panels,
                figure.meta(),
                figure.style());
    }

    private static long size(Layer layer) {
        return switch (layer) {
            case Layer.Line l -> l.x().length;
            case Layer.Points l -> l.x().length;
            case Layer.Band l -> l.x().length;
            default -> 0;
        };
    }

    private static Layer layer(Layer layer, int most) {
        return switch (layer) {
            case Layer.Line l -> {
                int[] k = Thinning.kept(l.x(), l.y(), most);
                yield new Layer.Line(l.name(), pick(l.x(), k), pick(l.y(), k), l.color(), l.dash());
            }
            case Layer.Points l -> {
                int[] k = Thinning.kept(l.x(), l.y(), most);
                double @Nullable [] error = l.error();
                yield new Layer.Points(
                        l.name(), pick(l.x(), k), pick(l.y(), k), error == null ? null : pick(error, k), l.color());
            }
            case Layer.Band l -> {
                int[] k = Thinning.kept(l.low(), l.high(), most);
                yield new Layer.Band(l.name(), pick(l.x(), k), pick(l.low(), k), pick(l.high(), k), l.color());
            }
            default -> layer;
        };
    }

    private static double[] pick(double[] values, int[] kept) {
        return Thinning.pick(values, kept);
    }
}
