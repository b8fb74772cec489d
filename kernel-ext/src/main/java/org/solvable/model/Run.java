package org.solvable.model;

import org.solvable.linalg.Checkpoint;

/**
 * What a computation is given beside its parameters: a way to be stopped and a place to say how far it is.
 *
 * @param cancel looked at between blocks
 * @param progress told between blocks
 */
public record Run(Cancel cancel, Progress progress) {

    /** Shows nothing; stops when the calling thread is interrupted. */
    public static Run quiet() {
        return new Run(new Cancel(), Progress.silent());
    }

    /** Shows progress; stops when the calling thread is interrupted. */
    public static Run showing(Progress progress) {
        return new Run(new Cancel(), progress);
    }

    /** The same, one level lower. */
    public Run child(String name) {
        return new Run(cancel, progress.child(name));
    }

    /** For the numeric layers: stops and reports between their blocks. */
    public Checkpoint checkpoint() {
        return fraction -> {
            cancel.check();
            progress.at(fraction);
        };
    }
}
