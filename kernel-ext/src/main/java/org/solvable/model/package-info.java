/** The contract of a solvable model: parameters, solution, measurement, sweep. */
@NullMarked
package org.solvable.model;

import org.jspecify.annotations.NullMarked;
