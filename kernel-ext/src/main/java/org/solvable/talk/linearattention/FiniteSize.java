package org.solvable.talk.linearattention;

import org.solvable.linalg.MemoryBudget;

/**
 * Whole numbers of a finite experiment: the parameters of a {@link Model} rounded at token dimension d. Theory belongs beside
 * it at the realised ratios, not at the requested ones.
 *
 * @param d token dimension, at least 2
 * @param contextLength ℓ = round(α d)
 * @param tasks k = round(κ d); 0 stands for infinitely many, a fresh task for each prompt
 * @param prompts n = round(τ d²)
 * @param testContextLength ℓₜ = round(αₜ d)
 */
record FiniteSize(int d, int contextLength, int tasks, int prompts, int testContextLength) {

    /**
     * Rounds.
     *
     * @throws IllegalArgumentException if d is below 2, a rounded number is 0, or τ is infinite
     * @throws org.solvable.linalg.MemoryBudgetExceededException if the prompts or the tasks alone would not fit in memory;
     *     nothing has been allocated then
     */
    static FiniteSize of(Model model, int d) {
        if (d < 2) {
            throw new IllegalArgumentException("d = " + d + ": must be a whole number and >= 2");
        }
        if (model.tau() == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("tau = inf: an experiment needs finitely many prompts; "
                    + "use a large finite tau, or theory alone");
        }
        double l = rounded("alpha", model.alpha(), "l", d, d);
        double lt = rounded("alpha_t", model.alphaTest(), "l", d, d);
        double k = model.kappa() == Double.POSITIVE_INFINITY ? 0 : rounded("kappa", model.kappa(), "k", d, d);
        double n = rounded("tau", model.tau(), "n", (double) d * d, d);
        MemoryBudget budget = MemoryBudget.standard();
        String smaller = "Lower d = " + d + " or ";
        budget.requireHeap(
                Math.round(n) + " prompts of dimension " + d, matrix(n, 2.0 * d + 3), smaller + "tau = " + model.tau());
        budget.requireHeap(
                Math.round(k) + " tasks of dimension " + d, matrix(k, d), smaller + "kappa = " + model.kappa());
        budget.requireHeap("Attention parameters of dimension " + d, matrix(8.0 * d, d + 1.0), "Lower d = " + d);
        if (n * (d + 1) > Integer.MAX_VALUE - 8 || k * d > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("d = " + d + ": " + Math.round(n) + " prompts or " + Math.round(k)
                    + " tasks do not fit in one Java array; lower d, tau or kappa");
        }
        if (l > Integer.MAX_VALUE || lt > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("alpha = " + Math.max(model.alpha(), model.alphaTest()) + " at d = " + d
                    + ": a context must have fewer than 2^31 examples; lower alpha or d");
        }
        return new FiniteSize(d, (int) l, (int) k, (int) n, (int) lt);
    }

    private static double rounded(String name, double ratio, String count, double unit, int d) {
        double number = Math.rint(ratio * unit);
        if (!(number >= 1)) {
            throw new IllegalArgumentException(name + " = " + ratio + " at d = " + d + " gives " + count
                    + " = 0: must be at least 1; raise " + name + " or d");
        }
        return number;
    }

    private static long matrix(double rows, double columns) {
        // A double saturates to Long.MAX_VALUE here, which is the refusal that is wanted.
        return (long) (8 * rows * columns);
    }

    /** Heap of one replica: prompts, tasks, parameters and their gradients. */
    long bytes() {
        return matrix(prompts, 2.0 * d + 5) + 2 * matrix(tasks, d) + matrix(8.0 * d, d + 1.0);
    }

    /** The model at the realised ratios ℓ/d, k/d, n/d², ℓₜ/d. */
    Model realised(Model model) {
        double size = d;
        return new Model(
                contextLength / size,
                tasks == 0 ? Double.POSITIVE_INFINITY : tasks / size,
                prompts / (size * size),
                model.rho(),
                model.lambda(),
                testContextLength / size,
                model.rhoTest());
    }
}
