package org.solvable.benchmarks;

import java.util.function.DoubleSupplier;

/** A computation whose input is ready: what is timed. */
@FunctionalInterface
interface Prepared {

    /** Runs it once; the check value that the other side must reproduce is computed from the result, outside the clock. */
    DoubleSupplier run();
}
