package org.solvable.data.family;

import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Sequences of tokens whose last one is to be predicted.
 *
 * @param d vocabulary
 * @param tokens one row a sequence, L + 1 tokens in 0..d-1, the last one the target
 * @param targets one row a sequence: the law of the target given its parents
 */
public record TokenSequences(int d, int[][] tokens, double[][] targets) {

    public TokenSequences {
        if (d < 2) {
            throw new IllegalArgumentException("d = " + d + ": must be at least 2");
        }
        if (tokens.length == 0 || tokens.length != targets.length) {
            throw new IllegalArgumentException("tokens, targets = " + tokens.length + ", " + targets.length
                    + " rows: must be equally many, at least 1");
        }
        for (int i = 0; i < tokens.length; i++) {
            if (tokens[i].length != tokens[0].length || targets[i].length != d) {
                throw new IllegalArgumentException("row " + i + ": must have the length of the first, and d targets");
            }
            for (int x : tokens[i]) {
                if (x < 0 || x >= d) {
                    throw new IllegalArgumentException("token = " + x + " in row " + i + ": must be in 0.." + (d - 1));
                }
            }
        }
    }

    /** Number of sequences. */
    public int size() {
        return tokens.length;
    }

    /** Context length L, the target not counted. */
    public int length() {
        return tokens[0].length - 1;
    }

    /** The target token of a sequence. */
    public int target(int sequence) {
        return tokens[sequence][length()];
    }

    /** The first sequences as a table: context, target, probability of the target under the chain. */
    public Table head(int rows) {
        StringColumn context = StringColumn.create("context");
        StringColumn target = StringColumn.create("target");
        DoubleColumn probability = DoubleColumn.create("probability");
        for (int i = 0; i < Math.min(Math.max(0, rows), size()); i++) {
            StringBuilder text = new StringBuilder();
            for (int t = 0; t < length(); t++) {
                text.append(tokens[i][t]).append(d > 10 ? " " : "");
            }
            context.append(text.toString());
            target.append(Integer.toString(target(i)));
            probability.append(targets[i][target(i)]);
        }
        return Table.create("sequences", context, target, probability);
    }
}
