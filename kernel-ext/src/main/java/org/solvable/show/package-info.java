/** Figures, tables and formulas as a person sees them. */
@NullMarked
package org.solvable.show;

import org.jspecify.annotations.NullMarked;
