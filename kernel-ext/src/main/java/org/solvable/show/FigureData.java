package org.solvable.show;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** The numbers of a figure as a table, as text, as a hash and in words. */
final class FigureData {

    private static final String[] NUMBERS = {"x", "y", "standard_error", "upper", "value"};

    private final StringColumn panel = StringColumn.create("panel");
    private final StringColumn kind = StringColumn.create("kind");
    private final StringColumn name = StringColumn.create("name");
    private final DoubleColumn[] numbers =
            Arrays.stream(NUMBERS).map(DoubleColumn::create).toArray(DoubleColumn[]::new);

    private FigureData() {}

    static Table table(Figure figure) {
        FigureData d = new FigureData();
        int index = 0;
        for (Panel p : figure.panels()) {
            index++;
            String where = p.title().isEmpty() ? Integer.toString(index) : p.title();
            for (Layer layer : p.layers()) {
                d.layer(where, layer);
            }
        }
        Table table = Table.create(Label.of(figure.title()).plain(), d.panel, d.kind, d.name);
        return table.addColumns(d.numbers);
    }

    private void layer(String where, Layer layer) {
        switch (layer) {
            case Layer.Line l -> rows(where, "line", l.name(), l.x(), l.y(), null, null, null);
            case Layer.Points l -> rows(where, "points", l.name(), l.x(), l.y(), l.error(), null, null);
            case Layer.Band l -> rows(where, "band", l.name(), l.x(), l.low(), null, l.high(), null);
            case Layer.Bars l -> rows(where, "bars", l.name(), l.x(), l.height(), l.error(), null, null);
            case Layer.Heat l -> field(where, "field", l.name(), l.x(), l.y(), l.z());
            case Layer.Contours l -> field(where, "contours", l.name(), l.x(), l.y(), l.z());
            case Layer.Region r -> {}
            case Layer.Reference r -> {}
            case Layer.Note n -> {}
        }
    }

    private void field(String where, String what, String called, double[] x, double[] y, double[][] z) {
        for (int i = 0; i < y.length; i++) {
            double[] row = new double[x.length];
            Arrays.fill(row, y[i]);
            rows(where, what, called, x, row, null, null, z[i]);
        }
    }

    private void rows(
            String where,
            String what,
            String called,
            double[] x,
            double[] y,
            double @Nullable [] error,
            double @Nullable [] upper,
            double @Nullable [] value) {
        for (int i = 0; i < x.length; i++) {
            panel.append(where);
            kind.append(what);
            name.append(called);
            numbers[0].append(x[i]);
            numbers[1].append(y[i]);
            append(numbers[2], error, i);
            append(numbers[3], upper, i);
            append(numbers[4], value, i);
        }
    }

    private static void append(DoubleColumn column, double @Nullable [] values, int i) {
        if (values == null) {
            column.appendMissing();
        } else {
            column.append(values[i]);
        }
    }

    static String csv(Figure figure) {
        Table t = table(figure);
        StringBuilder b = new StringBuilder("panel,kind,name,")
                .append(String.join(",", NUMBERS))
                .append('\n');
        for (int i = 0; i < t.rowCount(); i++) {
            for (int c = 0; c < 3; c++) {
                b.append(Text.csv(t.stringColumn(c).get(i))).append(',');
            }
            for (int c = 3; c < t.columnCount(); c++) {
                double v = t.doubleColumn(c).getDouble(i);
                b.append(Double.isNaN(v) ? "" : Double.toString(v)).append(c + 1 < t.columnCount() ? ',' : '\n');
            }
        }
        return b.toString();
    }

    /** SHA-256 over the names and the bits of all numbers, first 16 hexadecimal digits: says whether data have changed. */
    static String hash(Figure figure) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Panel p : figure.panels()) {
                for (Layer layer : p.layers()) {
                    digest.update((layer.getClass().getSimpleName() + layer.name()).getBytes(StandardCharsets.UTF_8));
                    for (double[] v : arrays(layer)) {
                        ByteBuffer bytes = ByteBuffer.allocate(8 * v.length);
                        for (double d : v) {
                            bytes.putDouble(d);
                        }
                        digest.update(bytes.array());
                    }
                }
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static List<double[]> arrays(Layer layer) {
        return switch (layer) {
            case Layer.Line l -> List.of(l.x(), l.y());
            case Layer.Points l -> l.error() == null ? List.of(l.x(), l.y()) : List.of(l.x(), l.y(), l.error());
            case Layer.Band l -> List.of(l.x(), l.low(), l.high());
            case Layer.Bars l -> List.of(l.x(), l.height());
            case Layer.Heat l -> List.of(l.z());
            case Layer.Contours l -> List.of(l.z());
            case Layer.Region r -> List.of(new double[] {r.from(), r.to()});
            case Layer.Reference r -> List.of(new double[] {r.at()});
            case Layer.Note n -> List.of(new double[] {n.x(), n.y()});
        };
    }

    /** Title, axes with ranges, names of what is drawn, marks, caption. */
    static String describe(Figure figure) {
        Arrangement arrangement = new Arrangement(figure);
        StringBuilder b = new StringBuilder("Figure: ").append(plain(figure.title()));
        for (int i = 0; i < figure.panels().size(); i++) {
            Panel p = figure.panels().get(i);
            b.append(". ").append(p.title().isEmpty() ? "" : plain(p.title()) + ": ");
            b.append(axis(p.x(), "x", arrangement.xRange(i)))
                    .append(", ")
                    .append(axis(p.y(), "y", arrangement.yRange(i)));
            names(b, "; ", p, l -> Legend.color(l) >= 0 || l instanceof Layer.Heat);
            names(b, "; marked: ", p, l -> Legend.color(l) < 0 && !(l instanceof Layer.Heat));
        }
        return b + (figure.caption().isEmpty() ? "" : ". " + plain(figure.caption()));
    }

    private static String plain(String label) {
        return Label.of(label).plain();
    }

    private static String axis(Axis axis, String otherwise, double[] range) {
        String called = axis.label().isEmpty() ? otherwise : plain(axis.label());
        if (!axis.categories().isEmpty()) {
            List<String> names =
                    axis.categories().stream().map(FigureData::plain).toList();
            return called + (names.size() <= 6 ? ": " + String.join(", ", names) : ": " + names.size() + " names");
        }
        return String.format(
                Locale.ROOT, "%s from %.4g to %.4g%s", called, range[0], range[1], axis.log() ? " (logarithmic)" : "");
    }

    private static void names(StringBuilder b, String before, Panel p, java.util.function.Predicate<Layer> which) {
        List<String> names = p.layers().stream()
                .filter(which)
                .map(l -> plain(l.name()))
                .filter(n -> !n.isBlank())
                .distinct()
                .toList();
        if (!names.isEmpty()) {
            b.append(before).append(String.join(", ", names));
        }
    }
}
