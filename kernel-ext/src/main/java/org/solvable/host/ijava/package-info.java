/** Solvable inside the original IJava kernel. */
@NullMarked
package org.solvable.host.ijava;

import org.jspecify.annotations.NullMarked;
