package org.solvable.talk.softmaxicl;

import java.util.Arrays;
import org.solvable.model.Domain;
import org.solvable.model.Parameter;

/**
 * Multi-head softmax attention that learns multi-task linear regression in context: d covariates, context length L, theory to
 * first order in 1/L [S. Chen, H. Sheen, T. Wang, Z. Yang, arXiv 2402.19442; J. He, X. Pan, S. Chen, Z. Yang, arXiv 2503.12734].
 *
 * @param d dimension of the covariates
 * @param length L
 * @param sigma2 σ², noise variance of every task
 * @param tasks N
 * @param taskDimension d_n, coordinates in the support of each task; supports lie side by side; 0: all d
 * @param supports supports given one by one, such as {@code 1-4;3-6}; {@code auto}: as taskDimension says
 * @param heads H
 * @param gamma γ, size of the attention weight on the solution manifold
 * @param mu μ, output weight of each head of the pair
 * @param eta η, step of the gradient-descent estimators
 * @param xi ξ = d/L of the proportional limit
 * @param rho ρ, covariance ρ^|i-j| of the covariates
 * @param testLength L' of the test
 * @param mode clock of the flow
 * @param constraint of the flow
 * @param t time of the flow
 * @param omega0 start of the ω, one number for each head; {@code auto}: random
 * @param mu0 start of the μ, one number for each head; {@code auto}: random
 * @param init ι, standard deviation of a random start
 * @param signs signs of a random start
 * @param seed of the random start
 */
public record Model(
        @Parameter(doc = "dimension of the covariates", min = 1, max = 10_000, byDefault = "8")
        int d,

        @Parameter(name = "L", symbol = "L", doc = "context length", min = 2, max = 1e9, byDefault = "64")
        int length,

        @Parameter(symbol = "σ²", doc = "noise variance of every task", min = 0, byDefault = "0.25")
        double sigma2,

        @Parameter(name = "N", symbol = "N", doc = "number of tasks", min = 1, max = 100, byDefault = "1")
        int tasks,

        @Parameter(
                name = "d_n",
                symbol = "dₙ",
                doc = "coordinates of each task, disjoint; 0: all d shared",
                min = 0,
                max = 10_000,
                byDefault = "0")
        int taskDimension,

        @Parameter(doc = "supports such as 1-4;3-6, or auto", byDefault = "auto")
        String supports,

        @Parameter(name = "H", symbol = "H", doc = "number of heads", min = 1, max = 100, byDefault = "2")
        int heads,

        @Parameter(symbol = "γ", doc = "attention weight on the manifold, 0: the limit", min = 0, byDefault = "0.2")
        double gamma,

        @Parameter(symbol = "μ", doc = "output weight of the pair", byDefault = "2")
        double mu,

        @Parameter(symbol = "η", doc = "step of the gradient-descent estimators", byDefault = "0.7")
        double eta,

        @Parameter(symbol = "ξ", doc = "d/L of the proportional limit", min = 0, minOpen = true, byDefault = "0.125")
        double xi,

        @Parameter(
                symbol = "ρ",
                doc = "correlation of neighbouring covariates",
                min = -1,
                minOpen = true,
                max = 1,
                maxOpen = true,
                byDefault = "0")
        double rho,

        @Parameter(name = "L_test", symbol = "L'", doc = "context length of the test", min = 2, byDefault = "=L")
        int testLength,

        @Parameter(doc = "clock of the flow", byDefault = "coordinate")
        FlowMode mode,

        @Parameter(doc = "constraint of the flow", byDefault = "none")
        Constraint constraint,

        @Parameter(doc = "time of the flow", min = 0, minOpen = true, max = 1e7, byDefault = "500")
        double t,

        @Parameter(doc = "start of omega, one number a head, or auto", byDefault = "auto")
        String omega0,

        @Parameter(doc = "start of mu, one number a head, or auto", byDefault = "auto")
        String mu0,

        @Parameter(symbol = "ι", doc = "size of a random start", min = 0, max = 10, byDefault = "0.01")
        double init,

        @Parameter(doc = "signs of a random start", byDefault = "both")
        StartSigns signs,

        @Parameter(doc = "seed of the random start", byDefault = "1")
        long seed) {

    private static final Domain DOMAIN = Domain.of(Model.class);

    /** Checks the ranges. */
    public Model {
        DOMAIN.check(
                d, length, sigma2, tasks, taskDimension, heads, gamma, mu, eta, xi, rho, testLength, t, init, seed);
        if (supports.equals("auto") && (long) tasks * taskDimension > d) {
            throw new IllegalArgumentException("d_n = " + taskDimension + ": N d_n must be at most d = " + d);
        }
        list("omega0", omega0, heads);
        list("mu0", mu0, heads);
        if (!supports.equals("auto")) {
            parse(supports, d, tasks);
        }
        if (mode == FlowMode.SCALAR && (tasks != 1 || taskDimension != 0 || !supports.equals("auto"))) {
            throw new IllegalArgumentException("mode = scalar: needs one task on all coordinates (N = 1, d_n = 0)");
        }
    }

    /** By the names of the theory sheet, the others at their defaults; see {@link Domain#build}. */
    public static Model of(java.util.Map<String, ?> values) {
        return (Model) DOMAIN.build(values);
    }

    /** One isotropic task, everything else at its default. */
    public static Model of(int d, int length, double sigma2) {
        return (Model) DOMAIN.build(java.util.Map.of("d", d, "L", length, "sigma2", sigma2));
    }

    /** Variance b of each coefficient, one row a task: 1/d on the support. */
    public double[][] variances() {
        if (!supports.equals("auto")) {
            return parse(supports, d, tasks);
        }
        double[][] b = new double[tasks][d];
        for (int n = 0; n < tasks; n++) {
            int from = taskDimension == 0 ? 0 : n * taskDimension;
            Arrays.fill(b[n], from, taskDimension == 0 ? d : from + taskDimension, 1.0 / d);
        }
        return b;
    }

    /** σ² for each task. */
    public double[] noise() {
        double[] v = new double[tasks];
        Arrays.fill(v, sigma2);
        return v;
    }

    /** A list of numbers such as {@code 0.02,-0.01}; empty for {@code auto}. */
    static double[] list(String name, String text, int count) {
        if (text.equals("auto")) {
            return new double[0];
        }
        String[] parts = text.split(",", -1);
        double[] values = new double[parts.length];
        try {
            for (int i = 0; i < parts.length; i++) {
                values[i] = Double.parseDouble(parts[i].strip());
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " = " + text + ": must be auto or numbers such as 0.02,-0.01", e);
        }
        if (values.length != count || !Arrays.stream(values).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException(name + " = " + text + ": must be " + count + " finite numbers");
        }
        return values;
    }

    private static double[][] parse(String supports, int d, int tasks) {
        String rule = "supports = " + supports + ": must be N = " + tasks + " ranges in 1.." + d + " such as 1-4;3-6";
        String[] parts = supports.split(";", -1);
        if (parts.length != tasks) {
            throw new IllegalArgumentException(rule);
        }
        double[][] b = new double[tasks][d];
        for (int n = 0; n < tasks; n++) {
            String[] ends = parts[n].strip().split("-", -1);
            try {
                int from = Integer.parseInt(ends[0].strip());
                int to = Integer.parseInt(ends[ends.length - 1].strip());
                if (ends.length > 2 || from < 1 || to < from || to > d) {
                    throw new IllegalArgumentException(rule);
                }
                Arrays.fill(b[n], from - 1, to, 1.0 / d);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(rule, e);
            }
        }
        return b;
    }
}
