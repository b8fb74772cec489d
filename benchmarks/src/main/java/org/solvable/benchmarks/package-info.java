/**
 * Side-by-side comparisons with what a user would pick instead (NumPy, SciPy, PyTorch), and JMH benchmarks of kernels.
 *
 * <p>Nothing here is a test: a speed is a ratio printed next to the machine and the versions it was measured on.
 */
@NullMarked
package org.solvable.benchmarks;

import org.jspecify.annotations.NullMarked;
