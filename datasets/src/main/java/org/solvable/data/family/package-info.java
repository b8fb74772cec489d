/** The synthetic families that the talks are about. */
@NullMarked
package org.solvable.data.family;

import org.jspecify.annotations.NullMarked;
