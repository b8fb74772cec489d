package org.solvable.talk.positionalsemantic;

import java.util.List;
import org.solvable.linalg.Checkpoint;
import org.solvable.num.Estimate;
import org.solvable.num.Expectation;
import org.solvable.num.GaussianRule;
import org.solvable.num.LaneMath;
import org.solvable.num.NodeBlock;
import org.solvable.num.SobolRule;
import org.solvable.num.TensorRule;
import org.solvable.random.RandomStream;

/**
 * The averages of the self-consistent equations over fixed nodes.
 *
 * <p>Keeps both minima of every node from one evaluation to the next, as starts: one instance serves one branch and one thread at a
 * time (it spreads its blocks over threads itself). The result is a function of the arguments only to the accuracy of a search that
 * may miss a minimum; {@link #forget} makes the next evaluation independent of the past.
 */
final class SelfConsistency {

    private static final ThreadLocal<Wells> WORKSPACE = ThreadLocal.withInitial(Wells::new);

    /** Every so many evaluations the starts are looked for anew. */
    private static final int REFRESH = 10;

    private final Expectation expectation;
    private final Checkpoint checkpoint;
    private final double[][] u;
    private final double[][] v;
    private int evaluations;

    SelfConsistency(GaussianRule storedRule, int threads, Checkpoint checkpoint) {
        this.expectation = new Expectation(storedRule, threads);
        this.checkpoint = checkpoint;
        int nodes = Math.toIntExact(storedRule.size() * storedRule.replicas());
        this.u = new double[2][nodes];
        this.v = new double[2][nodes];
    }

    /** The rule of a model with its nodes in memory; immutable, may be shared. */
    static GaussianRule rule(Model model) {
        return (switch (model.rule()) {
                    case SOBOL -> SobolRule.canonical(4, model.k());
                    case SHIFTED ->
                        SobolRule.shifted(
                                4,
                                model.k(),
                                model.shifts(),
                                RandomStream.of(model.seed()).split("positional-semantic"));
                    case PUBLISHED -> TensorRule.gaussHermite(4, 12);
                })
                .stored();
    }

    int nodes() {
        return u[0].length;
    }

    /** The next evaluation starts from nothing. */
    void forget() {
        evaluations = 0;
    }

    /** The averages at a point, with all their symmetry errors. */
    Hats hats(Model model, OrderParameters at) {
        double sigma2 = model.variance();
        double root = Math.sqrt(at.q());
        double limit = 0.999999 * model.sigma() * root;
        double theta = Math.max(-limit, Math.min(limit, at.theta()));
        double slope = theta / root;
        double rest = Math.sqrt(sigma2 - slope * slope);
        double shift = Math.sqrt(2) * at.m();
        double share = 1 - model.omega();
        double a = model.omega() * model.a11();
        double b = model.omega() * model.a22();
        boolean warm = evaluations > 0;
        boolean grid = evaluations < 3 || evaluations % REFRESH == 0;
        evaluations++;
        List<Estimate> means = expectation.means(
                7,
                (nodes, f) -> {
                    Wells wells = WORKSPACE.get();
                    int n = nodes.length();
                    int base =
                            Math.toIntExact(nodes.replica() * expectation.rule().size() + nodes.first());
                    for (int i = 0; i < n; i++) {
                        double xu = nodes.x(0)[i];
                        double xv = nodes.x(1)[i];
                        wells.wu[i] = root * xu + shift;
                        wells.wv[i] = root * xv;
                        double us = slope * xu + rest * nodes.x(2)[i];
                        double vs = slope * xv + rest * nodes.x(3)[i];
                        wells.aStar[i] = us * (us + vs);
                        wells.bStar[i] = us * (us - vs);
                    }
                    LaneMath.best().sigmoid(wells.aStar, wells.aStar, n);
                    LaneMath.best().sigmoid(wells.bStar, wells.bStar, n);
                    for (int i = 0; i < n; i++) {
                        wells.aStar[i] = share * wells.aStar[i] + a;
                        wells.bStar[i] = share * wells.bStar[i] + b;
                    }
                    move(base, n, wells, true);
                    wells.minimise(n, at.v(), sigma2, warm, grid);
                    move(base, n, wells, false);
                    collect(nodes, wells, at.v(), sigma2, f);
                },
                checkpoint);
        double alpha = model.alpha();
        double th = alpha / rest * means.get(2).mean();
        return new Hats(
                alpha * means.get(0).mean(),
                alpha * Math.sqrt(2) * means.get(1).mean(),
                -alpha / root * means.get(3).mean() + theta * th / at.q(),
                th,
                means.get(4).mean(),
                means.get(5).mean(),
                alpha * means.get(6).mean(),
                means.get(5).standardError());
    }

    private void move(int base, int n, Wells wells, boolean in) {
        for (int well = 0; well < 2; well++) {
            if (in) {
                System.arraycopy(u[well], base, wells.u[well], 0, n);
                System.arraycopy(v[well], base, wells.v[well], 0, n);
            } else {
                System.arraycopy(wells.u[well], 0, u[well], base, n);
                System.arraycopy(wells.v[well], 0, v[well], base, n);
            }
        }
    }

    private static void collect(NodeBlock nodes, Wells wells, double response, double variance, double[][] f) {
        for (int i = 0; i < nodes.length(); i++) {
            double gu = (wells.bestU[i] - wells.wu[i]) / response;
            double gv = (wells.bestV[i] - wells.wv[i]) / response;
            f[0][i] = gu * gu + gv * gv;
            f[1][i] = gu;
            f[2][i] = gu * nodes.x(2)[i] + gv * nodes.x(3)[i];
            f[3][i] = gu * nodes.x(0)[i] + gv * nodes.x(1)[i];
            f[4][i] = wells.loss[i];
            f[5][i] = wells.value[i];
            f[6][i] = wells.replicaTerm(i, response, variance);
        }
    }
}
