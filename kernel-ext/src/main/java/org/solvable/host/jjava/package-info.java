/** Solvable inside JJava, the maintained successor of IJava. */
@NullMarked
package org.solvable.host.jjava;

import org.jspecify.annotations.NullMarked;
