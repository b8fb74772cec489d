package org.solvable.grad;

import java.util.List;
import org.solvable.linalg.MatrixView;

/** Changes parameters along their gradients; holds the state that makes the next step depend on earlier ones. */
public interface Optimizer {

    /** One step with the gradients that the parameters hold now. */
    void step();

    /** Steps made so far. */
    long steps();

    /** Everything that a resumed run needs besides the parameters, in a fixed order; shared, not copied. */
    List<MatrixView> state();

    /** Continues the count of a saved run, whose {@link #state()} has been restored. */
    void resumeAt(long steps);
}
