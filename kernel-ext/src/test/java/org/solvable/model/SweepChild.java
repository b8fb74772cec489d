package org.solvable.model;

import java.nio.file.Path;

/** A process that sweeps until somebody kills it. */
final class SweepChild {

    private SweepChild() {}

    /** 60 units of 30 ms each, journalled one by one. */
    static Sweep sweep() {
        return Sweep.measuring(new Magnet())
                .over(Axis.linear("beta", 0.5, 2, 10))
                .over(Axis.of("n", 50, 200))
                .with("delay", 30)
                .with("seed", 9)
                .withReplicas(3);
    }

    /** The journal is the only argument. */
    public static void main(String[] arguments) {
        sweep().withThreads(2).withJournal(Path.of(arguments[0])).run(Run.quiet());
    }
}
