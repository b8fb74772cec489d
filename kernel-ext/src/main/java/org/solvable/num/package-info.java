/** Roots, fixed points, quadrature, structured regression, statistics. */
@NullMarked
package org.solvable.num;

import org.jspecify.annotations.NullMarked;
