/** Linear attention. */
@NullMarked
package org.solvable.talk.linearattention;

import org.jspecify.annotations.NullMarked;
