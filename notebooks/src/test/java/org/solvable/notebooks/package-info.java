/** Runs the notebooks, the kernels and the lab script for real. */
@NullMarked
package org.solvable.notebooks;

import org.jspecify.annotations.NullMarked;
