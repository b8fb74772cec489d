/** The extension inside a notebook kernel, and one adapter per kernel. */
@NullMarked
package org.solvable.host;

import org.jspecify.annotations.NullMarked;
