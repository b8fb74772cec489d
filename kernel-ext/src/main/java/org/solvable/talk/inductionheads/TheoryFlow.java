package org.solvable.talk.inductionheads;

import java.util.List;
import org.solvable.linalg.Checkpoint;
import org.solvable.num.OdeEvent;
import org.solvable.num.OdeSolver;
import org.solvable.num.Trajectory;

/** The three stages of training as flows: selection of parents, concentration of copiers, growth of the classifier. */
public final class TheoryFlow {

    private TheoryFlow() {}

    /**
     * Stage I in closed form: p_S(t) ∝ p_S(0) exp(4 a J_S t / C_D), the replicator equation.
     *
     * @param start shares at t = 0, nonnegative, sum 1 within 1e-9
     * @param gain J_S for each
     * @param a strength, frozen
     * @param cD C_D, positive
     */
    public static double[] select(double[] start, double[] gain, double a, double cD, double t) {
        double sum = 0;
        for (double p : start) {
            if (!(p >= 0)) {
                throw new IllegalArgumentException("start holds " + p + ": must be >= 0");
            }
            sum += p;
        }
        if (start.length != gain.length || !(Math.abs(sum - 1) <= 1e-9)) {
            throw new IllegalArgumentException(
                    "start: " + start.length + " shares of sum " + sum + ": must match the gains and sum to 1");
        }
        if (!(cD > 0) || !Double.isFinite(a) || !Double.isFinite(t)) {
            throw new IllegalArgumentException("C_D, a, t = " + cD + ", " + a + ", " + t + ": need C_D > 0, finite");
        }
        double top = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < gain.length; i++) {
            top = Math.max(top, start[i] > 0 ? 4 * a * gain[i] * t / cD : top);
        }
        double[] p = new double[start.length];
        double z = 0;
        for (int i = 0; i < p.length; i++) {
            p[i] = start[i] == 0 ? 0 : start[i] * Math.exp(4 * a * gain[i] * t / cD - top);
            z += p[i];
        }
        for (int i = 0; i < p.length; i++) {
            p[i] /= z;
        }
        return p;
    }

    /**
     * Stage II: dw⁽ʰ⁾/dt = a σ ∘ (g - ⟨σ, g⟩) for the heads of S, by an integrator with error control; ends when 1 - Π σ² &lt;
     * {@code tau}, an event named {@code copied}.
     *
     * @param w start, one row a head; heads outside S stay
     * @param times wanted times
     */
    static Trajectory copy(
            HeadGains gains,
            List<Integer> set,
            double[][] w,
            double a,
            double tau,
            double[] times,
            Checkpoint checkpoint) {
        int m = w[0].length;
        double[] start = new double[w.length * m];
        for (int h = 0; h < w.length; h++) {
            System.arraycopy(w[h], 0, start, h * m, m);
        }
        OdeEvent copied = OdeEvent.stop("copied", (t, y) -> blur(set, softmax(y, w.length, m)) - tau);
        return OdeSolver.dormandPrince()
                .withTolerances(1e-8, 1e-10)
                .solve(
                        (t, y, dy) -> headVelocity(gains, set, y, w.length, m, a, dy),
                        start,
                        times,
                        List.of(copied),
                        checkpoint);
    }

    static void headVelocity(HeadGains gains, List<Integer> set, double[] y, int heads, int m, double a, double[] dy) {
        double[][] sigma = softmax(y, heads, m);
        java.util.Arrays.fill(dy, 0);
        for (int i = 0; i < set.size(); i++) {
            int h = set.get(i) - 1;
            double[] g = gains.gradient(set, sigma, i);
            double mean = 0;
            for (int j = 0; j < m; j++) {
                mean += sigma[h][j] * g[j];
            }
            for (int j = 0; j < m; j++) {
                dy[h * m + j] = a * sigma[h][j] * (g[j] - mean);
            }
        }
    }

    /** Attention weights of each head from its row of w. */
    static double[][] softmax(double[] w, int heads, int m) {
        double[][] sigma = new double[heads][m];
        for (int h = 0; h < heads; h++) {
            double top = Double.NEGATIVE_INFINITY;
            for (int j = 0; j < m; j++) {
                top = Math.max(top, w[h * m + j]);
            }
            double z = 0;
            for (int j = 0; j < m; j++) {
                sigma[h][j] = Math.exp(w[h * m + j] - top);
                z += sigma[h][j];
            }
            for (int j = 0; j < m; j++) {
                sigma[h][j] /= z;
            }
        }
        return sigma;
    }

    /** 1 - Π over the heads of S of the squared weight on the head's own lag. */
    static double blur(List<Integer> set, double[][] sigma) {
        double product = 1;
        for (int h : set) {
            double own = sigma[h - 1][h - 1];
            product *= own * own;
        }
        return 1 - product;
    }

    /** Stage III: da/dt = -L'(a) for the infinite-context induction head. */
    static Trajectory grow(TheoryLosses losses, double start, double[] times, Checkpoint checkpoint) {
        return OdeSolver.dormandPrince()
                .withTolerances(1e-8, 1e-10)
                .solve((t, y, dy) -> dy[0] = losses.descent(y[0]), new double[] {start}, times, checkpoint);
    }
}
