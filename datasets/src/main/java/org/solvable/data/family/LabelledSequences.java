package org.solvable.data.family;

import org.ejml.data.DMatrixRMaj;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Labelled sequences of tokens.
 *
 * @param length L, tokens in a sequence
 * @param tokens n L x d, sequence after sequence
 * @param labels n labels, +1 or -1
 * @param positions for each sequence the positions of its informative tokens, from 0; none where the label is -1
 */
public record LabelledSequences(int length, DMatrixRMaj tokens, double[] labels, int[][] positions) {

    public LabelledSequences {
        int n = labels.length;
        if (length < 1 || tokens.numRows != n * length || positions.length != n) {
            throw new IllegalArgumentException("shapes do not fit: tokens " + tokens.numRows + " x " + tokens.numCols
                    + ", " + n + " labels, " + positions.length + " positions; must be n L x d, n, n with L = "
                    + length);
        }
    }

    /** Number of sequences. */
    public int size() {
        return labels.length;
    }

    /** Token dimension d. */
    public int dimension() {
        return tokens.numCols;
    }

    /**
     * The components of all tokens along a direction, for looking at: one row a sequence with its label, the positions of its
     * informative tokens, and ⟨x_l, direction⟩ for each token.
     *
     * @param rows at most so many sequences
     */
    public Table along(double[] direction, int rows) {
        if (direction.length != dimension()) {
            throw new IllegalArgumentException(
                    "direction has " + direction.length + " components: must have " + dimension());
        }
        int n = Math.min(Math.max(0, rows), size());
        IntColumn label = IntColumn.create("label");
        StringColumn informative = StringColumn.create("informative");
        DoubleColumn[] component = new DoubleColumn[length];
        for (int l = 0; l < length; l++) {
            component[l] = DoubleColumn.create("token " + (l + 1));
        }
        for (int i = 0; i < n; i++) {
            label.append((int) labels[i]);
            StringBuilder names = new StringBuilder();
            for (int l : positions[i]) {
                names.append(names.isEmpty() ? "" : ", ").append(l + 1);
            }
            informative.append(names.toString());
            for (int l = 0; l < length; l++) {
                double sum = 0;
                for (int j = 0; j < dimension(); j++) {
                    sum += tokens.get(i * length + l, j) * direction[j];
                }
                component[l].append(sum);
            }
        }
        Table table = Table.create("sequences", label, informative);
        return table.addColumns(component);
    }
}
