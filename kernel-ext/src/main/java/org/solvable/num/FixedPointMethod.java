package org.solvable.num;

/** How the next iterate of a fixed-point iteration is chosen; immutable values, the driver owns the loop. */
public sealed interface FixedPointMethod {

    /**
     * Damped iteration x &lt;- damping x + (1 - damping) g(x).
     *
     * @param damping in [0, 1); an oscillating map with slope -s needs damping above (s - 1) / (s + 1)
     * @param patience after so many iterations without a smaller residual, half of the way to damping 1 is taken; at least 1
     */
    record Damped(double damping, int patience) implements FixedPointMethod {
        /** Checks the ranges. */
        public Damped {
            checkDamping(damping);
            if (patience < 1) {
                throw new IllegalArgumentException("patience = " + patience + ": must be >= 1");
            }
        }
    }

    /**
     * Anderson acceleration (J. ACM 12, 1965): the step that would cancel the residual if the map were linear on the span of
     * the last iterates, with a damped iteration to start and as a fall-back.
     *
     * @param memory number of past differences, in [1, 30]
     * @param damping of the plain part of each step, in [0, 1)
     * @param warmup plain damped iterations before the first accelerated one, at least 0
     * @param longestStep an accelerated step is cut to this many times the plain step or the last step, whichever is longer;
     *     above 0
     * @param restart memory is cleared when the residual grows by this factor in one step; above 1
     */
    record Anderson(int memory, double damping, int warmup, double longestStep, double restart)
            implements FixedPointMethod {
        /** Checks the ranges. */
        public Anderson {
            if (memory < 1 || memory > 30) {
                throw new IllegalArgumentException("memory = " + memory + ": must be in [1, 30]");
            }
            checkDamping(damping);
            if (warmup < 0) {
                throw new IllegalArgumentException("warmup = " + warmup + ": must be >= 0");
            }
            if (!(longestStep > 0)) {
                throw new IllegalArgumentException("longestStep = " + longestStep + ": must be > 0");
            }
            if (!(restart > 1)) {
                throw new IllegalArgumentException("restart = " + restart + ": must be > 1");
            }
        }
    }

    /**
     * Newton's method on x - g(x) with differences for the derivative and halved steps: also reaches unstable fixed points.
     *
     * @param halvings how often a step that does not make the residual smaller is halved before it is taken anyway, in
     *     [0, 50]
     */
    record Newton(int halvings) implements FixedPointMethod {
        /** Checks the range. */
        public Newton {
            if (halvings < 0 || halvings > 50) {
                throw new IllegalArgumentException("halvings = " + halvings + ": must be in [0, 50]");
            }
        }
    }

    /** Damped iteration that raises its damping after 60 iterations without progress. */
    static Damped damped(double damping) {
        return new Damped(damping, 60);
    }

    /** Anderson acceleration with memory 6 after five damped iterations. */
    static Anderson anderson(double damping) {
        return new Anderson(6, damping, 5, 10, 3);
    }

    /** Newton's method with at most 10 halvings. */
    static Newton newton() {
        return new Newton(10);
    }

    private static void checkDamping(double damping) {
        if (!(damping >= 0 && damping < 1)) {
            throw new IllegalArgumentException("damping = " + damping + ": must be in [0, 1)");
        }
    }
}
