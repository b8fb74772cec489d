/**
 * Reverse-mode differentiation over the linear-algebra seam: layers, losses, optimisers, checkpoints.
 *
 * <p>A {@link org.solvable.grad.Tape} records operations on matrices; batches of sequences are stacked by rows. The same
 * model runs in single precision (training) and double precision (where {@link org.solvable.grad.GradientCheck} holds
 * every gradient against central differences).
 */
@NullMarked
package org.solvable.grad;

import org.jspecify.annotations.NullMarked;
