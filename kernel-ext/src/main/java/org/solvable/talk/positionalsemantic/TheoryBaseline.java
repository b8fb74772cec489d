package org.solvable.talk.positionalsemantic;

import org.solvable.linalg.Checkpoint;
import org.solvable.num.Estimate;
import org.solvable.num.Expectation;
import org.solvable.num.LaneMath;
import org.solvable.num.NodeBlock;
import org.solvable.num.TensorRule;

/**
 * What needs no minimisation: the best linear positional layer f(x) = W x, and the test error at given overlaps.
 *
 * @param w11 W₁₁ at infinitely many samples
 * @param w22 W₂₂
 * @param error test error of that layer, σ² (Var a⋆ + Var b⋆)
 */
public record TheoryBaseline(double w11, double w22, double error) {

    private static final int LINE = 60;
    private static final int ERROR_LINE = 24;

    /** The baseline of a model; n ≫ 1 columns of d values fix W for every α &gt; 0. */
    public static TheoryBaseline of(Model model) {
        double sigma = model.sigma();
        double share = 1 - model.omega();
        var means = Expectation.over(TensorRule.gaussHermite(2, LINE))
                .means(
                        4,
                        (nodes, f) -> {
                            targets(nodes.x(0), nodes.x(1), sigma, nodes.length(), f);
                            for (int i = 0; i < nodes.length(); i++) {
                                f[2][i] = f[0][i] * f[0][i];
                                f[3][i] = f[1][i] * f[1][i];
                            }
                        },
                        Checkpoint.NONE)
                .stream()
                .mapToDouble(Estimate::mean)
                .toArray();
        double variance = means[2] - means[0] * means[0] + means[3] - means[1] * means[1];
        return new TheoryBaseline(
                share * means[0] + model.omega() * model.a11(),
                share * means[1] + model.omega() * model.a22(),
                model.variance() * share * share * variance);
    }

    /** Softmax of the teacher at u⋆ = scale x, v⋆ = scale y. */
    private static void targets(double[] x, double[] y, double scale, int n, double[][] out) {
        for (int i = 0; i < n; i++) {
            double u = scale * x[i];
            double v = scale * y[i];
            out[0][i] = u * (u + v);
            out[1][i] = u * (u - v);
        }
        LaneMath.best().sigmoid(out[0], out[0], n);
        LaneMath.best().sigmoid(out[1], out[1], n);
    }

    /**
     * Test error of an attention layer with these overlaps: smooth, so 24 Gauss-Hermite nodes in each variable give ten digits.
     */
    public static double testError(Model model, OrderParameters at) {
        at.requireTeacher(model.sigma());
        double root = Math.sqrt(at.q());
        double slope = at.theta() / root;
        double rest = Math.sqrt(model.variance() - slope * slope);
        double share = 1 - model.omega();
        double a = model.omega() * model.a11();
        double b = model.omega() * model.a22();
        double shift = Math.sqrt(2) * at.m();
        return Expectation.over(TensorRule.gaussHermite(4, ERROR_LINE))
                        .mean(
                                (NodeBlock x, double[][] f) -> {
                                    int n = x.length();
                                    double[][] s = x.scratchRows(4);
                                    for (int i = 0; i < n; i++) {
                                        double u = root * x.x(0)[i] + shift;
                                        double v = root * x.x(1)[i];
                                        double us = slope * x.x(0)[i] + rest * x.x(2)[i];
                                        double vs = slope * x.x(1)[i] + rest * x.x(3)[i];
                                        s[0][i] = u * (u + v);
                                        s[1][i] = u * (u - v);
                                        s[2][i] = us * (us + vs);
                                        s[3][i] = us * (us - vs);
                                    }
                                    for (int j = 0; j < 4; j++) {
                                        LaneMath.best().sigmoid(s[j], s[j], n);
                                    }
                                    for (int i = 0; i < n; i++) {
                                        double da = s[0][i] - share * s[2][i] - a;
                                        double db = s[1][i] - share * s[3][i] - b;
                                        f[0][i] = da * da + db * db;
                                    }
                                },
                                Checkpoint.NONE)
                        .mean()
                * model.variance();
    }
}
