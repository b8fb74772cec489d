/** The one seam to heavy linear algebra: native BLAS, Vector API, scalar Java. */
@NullMarked
package org.solvable.linalg;

import org.jspecify.annotations.NullMarked;
