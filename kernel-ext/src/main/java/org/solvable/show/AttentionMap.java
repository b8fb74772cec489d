package org.solvable.show;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Attention weights: a row for each query, a column for each key, a panel for each head, all in one scale of colours.
 *
 * <p>Each method returns a changed copy. The weights of a row are not negative and sum to one; NaN marks a key that is
 * masked, drawn as a gap.
 *
 * {@snippet :
 * AttentionMap.of("Two heads", List.of("the", "cat", "sat")).head("previous token", a1).head("first token", a2)
 * }
 */
public final class AttentionMap implements Drawable {

    /** How far from one a row may sum: weights in single precision pass. */
    private static final double SUM_ERROR = 1e-4;

    /** More panels than this in a row are too small to read. */
    private static final int WIDEST = 4;

    private record Head(String name, double[][] weights) {}

    private final String title;
    private final List<String> queries;
    private final List<String> keys;
    private final List<Head> heads;
    private final String caption;

    private AttentionMap(String title, List<String> queries, List<String> keys, List<Head> heads, String caption) {
        this.title = title;
        this.queries = List.copyOf(queries);
        this.keys = List.copyOf(keys);
        this.heads = List.copyOf(heads);
        this.caption = caption;
    }

    /** Self-attention: queries and keys are the same tokens, at least one. */
    public static AttentionMap of(String title, List<String> tokens) {
        return of(title, tokens, tokens);
    }

    /** Attention from {@code queries} (rows, from the top) to {@code keys} (columns), at least one of each. */
    public static AttentionMap of(String title, List<String> queries, List<String> keys) {
        if (queries.isEmpty() || keys.isEmpty()) {
            throw new IllegalArgumentException("queries, keys = " + queries.size() + ", " + keys.size()
                    + " tokens: there must be at least one of each");
        }
        return new AttentionMap(title, queries, keys, List.of(), "");
    }

    /** One sentence below. */
    public AttentionMap caption(String sentence) {
        return new AttentionMap(title, queries, keys, heads, sentence);
    }

    /**
     * Another head, in a panel beside the last.
     *
     * @param weights {@code weights[query][key]}, from 0 to 1, rows summing to one; NaN for a masked key
     * @throws IllegalArgumentException for another shape, a weight out of range, or a row that does not sum to one
     */
    public AttentionMap head(String name, double[][] weights) {
        if (weights.length != queries.size()) {
            throw new IllegalArgumentException("weights has " + weights.length + " rows: must have one for each of "
                    + queries.size() + " queries");
        }
        for (int i = 0; i < weights.length; i++) {
            check(i, weights[i]);
        }
        List<Head> more = new ArrayList<>(heads);
        more.add(new Head(name, Arrays.stream(weights).map(double[]::clone).toArray(double[][]::new)));
        return new AttentionMap(title, queries, keys, more, caption);
    }

    private void check(int i, double[] row) {
        if (row.length != keys.size()) {
            throw new IllegalArgumentException("weights[" + i + "] has " + row.length
                    + " values: must have one for each of " + keys.size() + " keys");
        }
        double sum = 0;
        for (int j = 0; j < row.length; j++) {
            double w = row[j];
            if (w < 0 || w > 1 + SUM_ERROR) {
                throw new IllegalArgumentException(
                        "weights[" + i + "][" + j + "] = " + w + ": must be from 0 to 1, or NaN for a masked key");
            }
            sum += Double.isNaN(w) ? 0 : w;
        }
        if (!(Math.abs(sum - 1) <= SUM_ERROR)) {
            throw new IllegalArgumentException("weights[" + i + "] sums to " + sum + ": must sum to 1");
        }
    }

    /**
     * The figure.
     *
     * @throws IllegalStateException without a head
     */
    @Override
    public Figure figure() {
        if (heads.isEmpty()) {
            throw new IllegalStateException("an attention map needs at least one head");
        }
        double largest = heads.stream()
                .flatMap(h -> Arrays.stream(h.weights()))
                .flatMapToDouble(Arrays::stream)
                .filter(Double::isFinite)
                .max()
                .orElse(1);
        int columns = Math.min(heads.size(), WIDEST);
        double[] x = places(keys.size());
        double[] y = places(queries.size());
        Figure f = Figure.of(title).caption(caption);
        for (int h = 0; h < heads.size(); h++) {
            f = h == 0
                    ? f.panelTitle(heads.get(h).name())
                    : f.panel(heads.get(h).name(), columns);
            f = f.x("key").y("query").xNames(keys).yNames(queries);
            f = f.heat("weight", x, y, heads.get(h).weights(), 0, Math.min(1, largest), ColorScale.WEIGHTS);
        }
        // Cells are squares, within reason.
        double side = columns == 1 ? 360 : columns == 2 ? 270 : 200;
        double ratio = Math.clamp((double) queries.size() / keys.size(), 0.4, 2);
        f = f.panelSize(side, side * ratio);
        return heads.size() > 1 ? f.sharedX().sharedY() : f;
    }

    private static double[] places(int n) {
        double[] at = new double[n];
        Arrays.setAll(at, i -> i);
        return at;
    }

    @Override
    public String toString() {
        return figure().alt();
    }
}
