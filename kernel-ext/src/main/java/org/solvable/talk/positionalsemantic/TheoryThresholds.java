package org.solvable.talk.positionalsemantic;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.solvable.model.Diagnostics;
import org.solvable.model.Provenance;
import org.solvable.model.Run;
import org.solvable.model.Solution;
import org.solvable.model.Status;
import org.solvable.num.GaussianRule;

/** Lines of the phase diagram: transition, spinodals, and where attention beats the linear layer. */
public final class TheoryThresholds {

    /** Values of α that are looked at before a root is refined, as parts of {@code alphaMax}. */
    private static final int SCAN = 32;

    private final ThresholdModel line;
    private final BranchSolver positional;
    private final BranchSolver semantic;
    private final Run run;

    private TheoryThresholds(ThresholdModel line, Run run) {
        GaussianRule rule = SelfConsistency.rule(line.at(1));
        this.line = line;
        this.run = run;
        this.positional = BranchSolver.of(rule, Mechanism.POSITIONAL, run);
        this.semantic = BranchSolver.of(rule, Mechanism.SEMANTIC, run);
    }

    /** Where both branches have the same training loss. */
    public static double transition(ThresholdModel line, Run run) {
        return new TheoryThresholds(line, run).transition();
    }

    /** All lines at this ω. */
    public static Solution<ThresholdQuantities> solve(ThresholdModel line, Run run) {
        TheoryThresholds t = new TheoryThresholds(line, run);
        double baseline = TheoryBaseline.of(line.at(1)).error();
        double transition = t.transition();
        double heat = Double.NaN;
        List<String> missing = new ArrayList<>();
        if (transition > 0) {
            Model at = line.at(transition);
            heat = t.semantic.solve(at).hats().envelope()
                    - t.positional.solve(at).hats().envelope();
        } else {
            missing.add("alpha_c");
        }
        run.progress().at(0.4);
        double beats = baseline > 0 ? t.root(a -> t.testError(a) - baseline, true) : Double.NaN;
        run.progress().at(0.6);
        double up = t.root(a -> t.response(t.positional, a) - 1, false);
        run.progress().at(0.8);
        double down = t.root(a -> t.response(t.semantic, a) - 1, true);
        if (Double.isNaN(beats)) {
            missing.add("alpha_l");
        }
        return new Solution<>(
                PositionalSemanticThresholds.ID,
                line,
                new ThresholdQuantities(transition, beats, heat, up, down, baseline),
                missing.isEmpty() ? Status.CONVERGED : Status.NO_SOLUTION,
                missing.isEmpty()
                        ? ""
                        : String.join(", ", missing) + ": no crossing below alpha_max = " + line.alphaMax()
                                + "; a branch may not exist here",
                new Diagnostics(0, Double.NaN, 0),
                List.of(),
                Provenance.of(PositionalSemanticThresholds.ID));
    }

    private double transition() {
        return root(
                a -> {
                    Model at = line.at(a);
                    FixedBranch s = semantic.solve(at);
                    FixedBranch p = positional.solve(at);
                    // A branch that does not exist has no loss: scanning goes on until both do.
                    return s.holds() && p.holds() ? s.loss(at) - p.loss(at) : Double.NaN;
                },
                true);
    }

    private double testError(double alpha) {
        Model at = line.at(alpha);
        FixedBranch s = semantic.solve(at);
        return s.holds() ? TheoryBaseline.testError(at, s.at()) : Double.NaN;
    }

    private double response(BranchSolver solver, double alpha) {
        Model at = line.at(alpha);
        FixedBranch f = solver.solve(at);
        return f.holds() ? solver.response(at, f.at()) : Double.NaN;
    }

    /**
     * A sign change of f, sought from large α down (or up), then narrowed by the Illinois rule; NaN if there is none. Bounded steps:
     * the branches are followed, not found anew.
     */
    private double root(DoubleUnaryOperator f, boolean down) {
        positional.restart();
        semantic.restart();
        double before = Double.NaN;
        double fBefore = Double.NaN;
        for (int i = 0; i < SCAN; i++) {
            run.cancel().check();
            double part = (i + 1.0) / SCAN;
            double alpha = line.alphaMax() * (down ? Math.pow(0.9, i) : part * part);
            double value = f.applyAsDouble(alpha);
            if (value * fBefore <= 0) {
                return refine(f, before, fBefore, alpha, value);
            }
            // The branch may end just behind the crossing: creep up to its end before giving up.
            for (int h = 0; h < 5 && Double.isNaN(value) && !Double.isNaN(fBefore); h++) {
                alpha = 0.5 * (alpha + before);
                value = f.applyAsDouble(alpha);
                if (value * fBefore <= 0) {
                    return refine(f, before, fBefore, alpha, value);
                }
            }
            if (Double.isNaN(value) && !Double.isNaN(fBefore)) {
                break;
            }
            before = alpha;
            fBefore = value;
        }
        return Double.NaN;
    }

    private static double refine(DoubleUnaryOperator f, double a, double fa, double b, double fb) {
        double x0 = a;
        double f0 = fa;
        double x1 = b;
        double f1 = fb;
        double last = x1;
        for (int i = 0; i < 30; i++) {
            double x = x1 - f1 * (x1 - x0) / (f1 - f0);
            double fx = f.applyAsDouble(x);
            if (Double.isNaN(fx)) {
                return Double.NaN;
            }
            if (Math.abs(x - last) < 2e-5 || fx == 0) {
                return x;
            }
            last = x;
            if (fx * f1 < 0) {
                x0 = x1;
                f0 = f1;
            } else {
                f0 *= 0.5;
            }
            x1 = x;
            f1 = fx;
        }
        return last;
    }
}
