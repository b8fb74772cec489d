/** Datasets as named, seeded, documented values, and their export. */
@NullMarked
package org.solvable.data;

import org.jspecify.annotations.NullMarked;
