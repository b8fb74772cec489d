package org.solvable.num;

import java.util.List;
import java.util.Objects;

/**
 * One of several solutions of a fixed-point equation.
 *
 * @param point the solution
 * @param loss value of the function that ranks solutions, for example the training loss or a free energy
 * @param leadingEigenvalue largest real part of the eigenvalues of the map's derivative; NaN if it could not be had
 * @param starts indices of the starts that led here
 */
public record Branch(FixedPoint point, double loss, double leadingEigenvalue, List<Integer> starts) {

    /** Copies the list. */
    public Branch {
        Objects.requireNonNull(point, "point");
        starts = List.copyOf(starts);
    }

    /** Whether a sufficiently damped iteration is attracted: leading eigenvalue below 1. */
    public boolean stable() {
        return leadingEigenvalue < 1;
    }
}
