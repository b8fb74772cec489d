/** The lab command. */
@NullMarked
package org.solvable.cli;

import org.jspecify.annotations.NullMarked;
