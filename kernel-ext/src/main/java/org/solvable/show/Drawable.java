package org.solvable.show;

import java.io.IOException;

/**
 * Anything that can be shown as a {@link Figure}: a cell that ends with one shows its figure.
 *
 * <p>The ready-made kinds, {@link TheoryVsExperiment}, {@link PhaseDiagram}, {@link AttentionMap},
 * {@link MatrixMap} and {@link TrainingDynamics},
 * are such values; {@link #figure} gives what can be changed further.
 */
public interface Drawable {

    /** The figure; each call gives an equal one. */
    Figure figure();

    /** Writes the figure to a file; the ending chooses the format, see {@link Figure#save(String)}. */
    default void save(String file) throws IOException {
        figure().save(file);
    }
}
