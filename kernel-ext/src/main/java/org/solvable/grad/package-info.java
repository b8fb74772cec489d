/** Reverse-mode differentiation over the linear-algebra seam. */
@NullMarked
package org.solvable.grad;

import org.jspecify.annotations.NullMarked;
