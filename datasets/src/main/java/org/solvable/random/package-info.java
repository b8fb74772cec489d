/** Seeds, counter-based streams, normals and special draws. */
@NullMarked
package org.solvable.random;

import org.jspecify.annotations.NullMarked;
