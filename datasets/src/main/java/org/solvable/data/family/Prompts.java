package org.solvable.data.family;

import org.ejml.data.DMatrixRMaj;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/**
 * In-context regression prompts in the reduced form that linear attention sees: prediction ⟨Γ, x cᵀ⟩.
 *
 * @param queries X, n x d: the tokens whose labels are asked for
 * @param contexts C, n x (d+1): row (v, u) with v = (d/ℓ) Σ yᵢxᵢ and u = (1/ℓ) Σ yᵢ² over the ℓ labelled examples
 * @param labels n labels of the queries
 * @param tasks n indices into the task bank, or -1 where each prompt has a task of its own
 */
public record Prompts(DMatrixRMaj queries, DMatrixRMaj contexts, double[] labels, int[] tasks) {

    public Prompts {
        int n = labels.length;
        if (queries.numRows != n
                || contexts.numRows != n
                || tasks.length != n
                || contexts.numCols != queries.numCols + 1) {
            throw new IllegalArgumentException("shapes do not fit: queries " + queries.numRows + " x "
                    + queries.numCols + ", contexts " + contexts.numRows + " x " + contexts.numCols + ", " + n
                    + " labels, " + tasks.length + " tasks; must be n x d, n x (d+1), n, n");
        }
    }

    /** Number of prompts. */
    public int size() {
        return labels.length;
    }

    /** Token dimension d. */
    public int dimension() {
        return queries.numCols;
    }

    /** The first rows as a table, for looking at: task, u, first components of v and x, y. */
    public Table head(int rows) {
        int n = Math.min(Math.max(0, rows), size());
        int shown = Math.min(3, dimension());
        Table table = Table.create("prompts");
        IntColumn task = IntColumn.create("task");
        DoubleColumn u = DoubleColumn.create("u");
        DoubleColumn y = DoubleColumn.create("y");
        for (int i = 0; i < n; i++) {
            task.append(tasks[i]);
            u.append(contexts.get(i, dimension()));
            y.append(labels[i]);
        }
        table.addColumns(task, u);
        for (int j = 0; j < shown; j++) {
            DoubleColumn v = DoubleColumn.create("v" + (j + 1));
            DoubleColumn x = DoubleColumn.create("x" + (j + 1));
            for (int i = 0; i < n; i++) {
                v.append(contexts.get(i, j));
                x.append(queries.get(i, j));
            }
            table.addColumns(v, x);
        }
        table.addColumns(y);
        return table;
    }
}
