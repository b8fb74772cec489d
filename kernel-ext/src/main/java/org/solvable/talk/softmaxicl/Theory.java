package org.solvable.talk.softmaxicl;

import java.util.List;
import org.ejml.simple.SimpleMatrix;
import org.solvable.model.Diagnostics;
import org.solvable.model.Provenance;
import org.solvable.model.Run;
import org.solvable.model.Solution;
import org.solvable.model.Status;

/** All quantities of the theory at one point. */
public final class Theory {

    private static final int LARGEST_MATRIX = 500;

    private Theory() {}

    /** Closed forms, and the flow to time t. */
    public static Solution<Quantities> solve(Model m, Run run) {
        int d = m.d();
        double l = m.length();
        double s2 = m.sigma2();
        double etaStar = TheoryLimits.stepSize(d, l, s2);
        double etaVanilla = TheoryLimits.vanillaStep(d, l, s2);
        double muGamma = m.gamma() > 0 ? TheoryLimits.manifoldMu(m.gamma(), d, l, s2) : Double.NaN;
        boolean refinable = 2 * m.gamma() * m.gamma() < 1;
        double[] pair = {m.gamma(), -m.gamma()};
        boolean small = d <= LARGEST_MATRIX;
        SimpleMatrix sigma = TheoryPreconditioner.covariance(small ? d : 1, m.rho());
        SimpleMatrix gamma = TheoryPreconditioner.best(sigma, l, s2);
        TheoryTasks tasks = TheoryTasks.of(m);
        TheoryFlow flow = TheoryFlow.of(m, run.checkpoint());
        double[] end = flow.end();
        double index = 0;
        for (int n = 0; n < m.tasks(); n++) {
            index += flow.loss().allocation(end, n) / m.tasks();
        }
        Quantities out = new Quantities(
                etaStar,
                TheoryLimits.debiased(etaStar, d, l, s2),
                TheoryLimits.debiased(m.eta(), d, l, s2),
                TheoryLimits.vanilla(m.eta(), d, l, s2),
                etaVanilla,
                TheoryLimits.vanilla(etaVanilla, d, l, s2),
                muGamma,
                TheoryLimits.manifold(m.gamma(), d, l, s2),
                TheoryLimits.pair(d, l, s2),
                TheoryLimits.pairAt(m.gamma(), m.mu(), d, l, s2),
                TheoryLimits.single(d, l, s2),
                TheoryLimits.singleMu(d, l, s2),
                refinable ? TheoryLimits.refined(pair, new double[] {m.mu(), -m.mu()}, d, l, s2) : Double.NaN,
                refinable && m.gamma() > 0
                        ? TheoryLimits.refined(pair, new double[] {muGamma, -muGamma}, d, l, s2)
                        : Double.NaN,
                TheoryLimits.bayes(m.xi(), s2),
                TheoryLimits.descent(m.xi(), s2),
                TheoryLimits.ratioBound(m.xi(), s2),
                TheoryLimits.linearAttention(m.eta(), d, l, m.testLength(), s2),
                TheoryLimits.pairAt(m.gamma(), m.mu(), d, m.testLength(), s2),
                small ? gamma.get(0, 0) : Double.NaN,
                small && d > 1 ? gamma.get(0, 1) : Double.NaN,
                small ? TheoryPreconditioner.risk(gamma, sigma, l, s2) : Double.NaN,
                small ? TheoryPreconditioner.bestMultiple(sigma, l, s2) : Double.NaN,
                disjoint(m) ? tasks.allocated() : Double.NaN,
                disjoint(m) ? tasks.pairs() : Double.NaN,
                disjoint(m) ? tasks.oneHead() : Double.NaN,
                law(m, tasks),
                flow.loss().value(end),
                flow.omega(0)[flow.times().length - 1],
                flow.mu(0, 0)[flow.times().length - 1],
                index,
                m.tasks() == 1 && m.supports().equals("auto") && m.taskDimension() == 0
                        ? TheoryFlow.predictedEmergence(m, TheoryFlow.start(m))
                        : Double.NaN,
                flow.emergence().orElse(Double.NaN));
        String message = flow.status().converged()
                ? ""
                : "the flow stopped early: " + flow.status().sentence();
        if (!refinable) {
            message = (message + " The refined loss is infinite: 2 gamma^2 = " + 2 * m.gamma() * m.gamma()
                            + ", must be < 1.")
                    .strip();
        }
        Status status = flow.status().converged() ? Status.CONVERGED : Status.of(flow.status());
        return new Solution<>(
                SoftmaxIcl.ID,
                m,
                out,
                status,
                message,
                Diagnostics.CLOSED_FORM,
                List.of(),
                Provenance.of(SoftmaxIcl.ID));
    }

    private static boolean disjoint(Model m) {
        double[][] b = m.variances();
        for (int j = 0; j < m.d(); j++) {
            int tasks = 0;
            for (double[] row : b) {
                tasks += row[j] > 0 ? 1 : 0;
            }
            if (tasks > 1) {
                return false;
            }
        }
        return true;
    }

    private static double law(Model m, TheoryTasks tasks) {
        double[][] b = m.variances();
        double law = Double.NaN;
        if (m.heads() > m.tasks()) {
            // Zero-sum heads of rank N serve every task by itself, coordinate by coordinate.
            law = 0;
            for (int n = 0; n < m.tasks(); n++) {
                double s = (tasks.strength()[n] + m.sigma2()) / m.length();
                for (double v : b[n]) {
                    law += v > 0 ? v * s / (v + s) : 0;
                }
            }
        } else if (disjoint(m)
                && java.util.Arrays.stream(tasks.strength()).distinct().count() == 1) {
            law = tasks.superposition(m.heads());
        } else if (m.tasks() == 2 && m.heads() == 2) {
            int overlap = 0;
            int alone = 0;
            for (int j = 0; j < m.d(); j++) {
                boolean both = b[0][j] > 0 && b[1][j] > 0;
                overlap += both ? 1 : 0;
                alone += !both && b[0][j] + b[1][j] > 0 ? 1 : 0;
            }
            double s = (tasks.strength()[0] + tasks.strength()[1] + 2 * m.sigma2()) / m.length();
            law = TheoryTasks.overlapping(m.d(), overlap, alone, s);
        }
        return law;
    }
}
