package org.solvable.talk.positionalsemantic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.solvable.model.Branch;
import org.solvable.model.Diagnostics;
import org.solvable.model.Provenance;
import org.solvable.model.Run;
import org.solvable.model.Solution;
import org.solvable.model.Status;
import org.solvable.num.GaussianRule;

/** Order parameters, losses and stability of both mechanisms, and which of them is the global minimum. */
public final class Theory {

    private Theory() {}

    /** The asked branch, or both and the lower one first. */
    public static Solution<Quantities> solve(Model model, Run run) {
        GaussianRule rule = SelfConsistency.rule(model);
        Map<Mechanism, BranchSolver> solvers = new EnumMap<>(Mechanism.class);
        for (Mechanism m : wanted(model.branch())) {
            solvers.put(m, BranchSolver.of(rule, m, run));
        }
        return solve(model, solvers);
    }

    /**
     * The branch of a model at many α, each point started from the one before: walk down for the semantic, up for the positional
     * branch.
     */
    public static List<Solution<Quantities>> follow(Model model, double[] alphas, Run run) {
        GaussianRule rule = SelfConsistency.rule(model);
        Map<Mechanism, BranchSolver> solvers = new EnumMap<>(Mechanism.class);
        for (Mechanism m : wanted(model.branch())) {
            solvers.put(m, BranchSolver.of(rule, m, run));
        }
        List<Solution<Quantities>> points = new ArrayList<>();
        for (double alpha : alphas) {
            points.add(solve(model.withAlpha(alpha), solvers));
            run.progress().at(points.size() / (double) alphas.length);
        }
        return points;
    }

    private static List<Mechanism> wanted(Mechanism branch) {
        return branch == Mechanism.GLOBAL ? List.of(Mechanism.POSITIONAL, Mechanism.SEMANTIC) : List.of(branch);
    }

    private static Solution<Quantities> solve(Model model, Map<Mechanism, BranchSolver> solvers) {
        List<FixedBranch> found = new ArrayList<>();
        List<Branch<Quantities>> branches = new ArrayList<>();
        solvers.forEach((mechanism, solver) -> found.add(solver.solve(model)));
        double positional = lossOf(found, Mechanism.POSITIONAL, model);
        double semantic = lossOf(found, Mechanism.SEMANTIC, model);
        found.sort(Comparator.comparing(FixedBranch::holds).reversed().thenComparingDouble(f -> f.loss(model)));
        for (FixedBranch f : found) {
            BranchSolver solver = solvers.get(f.asked());
            double response = solver == null || !f.status().converged() ? Double.NaN : solver.response(model, f.at());
            Quantities out = quantities(model, f, response, semantic, positional);
            branches.add(new Branch<>(word(f.found()), out, f.loss(model), response < 1));
        }
        FixedBranch lead = found.getFirst();
        Status status = !lead.status().converged()
                ? Status.NOT_CONVERGED
                : lead.holds() || model.branch() == Mechanism.GLOBAL ? Status.CONVERGED : Status.NO_SOLUTION;
        double error = lead.hats().envelopeError() * model.alpha();
        return new Solution<>(
                PositionalSemantic.ID,
                model,
                branches.getFirst().outputs(),
                status,
                message(model, found),
                new Diagnostics(lead.residual(), error, lead.iterations()),
                branches,
                Provenance.of(PositionalSemantic.ID));
    }

    private static double lossOf(List<FixedBranch> found, Mechanism branch, Model model) {
        return found.stream()
                .filter(f -> f.asked() == branch && f.holds())
                .mapToDouble(f -> f.loss(model))
                .findFirst()
                .orElse(Double.NaN);
    }

    private static Quantities quantities(
            Model model, FixedBranch f, double response, double semantic, double positional) {
        OrderParameters at = f.at();
        double s2 = model.variance();
        double training = f.loss(model);
        double direct = f.hats().directLoss(model, at);
        double test = TheoryBaseline.testError(model, at);
        double linear = TheoryBaseline.of(model).error();
        boolean position = f.asked() == Mechanism.SEMANTIC;
        return new Quantities(
                at.q(),
                at.m(),
                at.v(),
                at.theta(),
                at.m() / s2,
                at.theta() / s2,
                training,
                direct,
                training - direct,
                test,
                2 * test,
                linear,
                semantic,
                positional,
                semantic - positional,
                linear - test,
                f.hats().loss(),
                f.hats().envelope(),
                position ? Double.NaN : response,
                position ? response : Double.NaN,
                f.hats().replica());
    }

    private static String message(Model model, List<FixedBranch> found) {
        List<String> text = new ArrayList<>();
        for (FixedBranch f : found) {
            if (!f.status().converged()) {
                text.add("The " + word(f.asked()) + " iteration did not settle (residual " + f.residual()
                        + "): use more nodes (k), or another alpha.");
            } else if (f.asked() != f.found()) {
                text.add("The " + word(f.asked()) + " branch does not exist here: the iteration fell to the "
                        + word(f.found()) + " solution.");
            } else if (f.hats().replica() > 1) {
                text.add(String.format(
                        java.util.Locale.ROOT,
                        "Replica symmetry is doubtful on the %s branch: indicator %.2f is above 1.",
                        word(f.asked()),
                        f.hats().replica()));
            }
        }
        if (model.sigma() >= 1) {
            text.add("sigma >= 1: jumps of the inner minimum dominate; damping 0.9 was used and the values are rough.");
        }
        return String.join(" ", text);
    }

    private static String word(Mechanism m) {
        return m.name().toLowerCase(java.util.Locale.ROOT);
    }
}
