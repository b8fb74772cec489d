/** Talk records and the readers of the documents in which seminars publish them. */
@NullMarked
package org.solvable.seminar;

import org.jspecify.annotations.NullMarked;
