package org.solvable.num;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.solvable.linalg.Checkpoint;

/** Branches of the mean-field magnet m = tanh(beta m + h), whose folds and free energy are known in closed form. */
class BranchesTest {

    private static final double BETA = 2;

    private static final ParametricMap MAGNET = (h, x, image) -> image[0] = Math.tanh(BETA * x[0] + h);

    /** Free energy times beta, up to a constant; its stationary points are the solutions. */
    private static double freeEnergy(double m, double h) {
        double entropy = -(1 + m) / 2 * Math.log((1 + m) / 2) - (1 - m) / 2 * Math.log((1 - m) / 2);
        return -BETA * m * m / 2 - h * m - entropy;
    }

    /** At the fold beta (1 - m^2) = 1 and h = atanh(m) - beta m. */
    private static double foldField() {
        double m = Math.sqrt(1 - 1 / BETA);
        return BETA * m - 0.5 * Math.log((1 + m) / (1 - m));
    }

    @Test
    void allBranchesAreFoundOnceWithLossAndStability() {
        double h = 0.1;
        FixedPointProblem problem = FixedPointProblem.of(MAGNET.at(h), 0);
        List<double[]> starts = List.of(
                new double[] {1}, new double[] {-1}, new double[] {0.5}, new double[] {-0.1}, new double[] {-0.7});
        Branches stable = Branches.Search.by(FixedPointSolver.anderson())
                .from(problem, starts, x -> freeEnergy(x[0], h), Checkpoint.NONE);
        Branches all = Branches.Search.by(FixedPointSolver.by(FixedPointMethod.newton()))
                .from(problem, starts, x -> freeEnergy(x[0], h), Checkpoint.NONE);
        assertThat(all.failures()).isEmpty();
        assertThat(all.branches()).hasSize(3);
        assertThat(all.branches().stream().mapToInt(b -> b.starts().size()).sum())
                .isEqualTo(5);
        assertThat(stable.branches()).isNotEmpty();
        for (Branch branch : all.branches()) {
            double m = branch.point().get(0);
            assertThat(m).isCloseTo(Math.tanh(BETA * m + h), within(1e-10));
            assertThat(branch.leadingEigenvalue()).isCloseTo(BETA * (1 - m * m), within(1e-8));
            assertThat(branch.loss()).isEqualTo(freeEnergy(m, h));
        }
        // along the field is the global minimum, against it a metastable state, between them a maximum
        assertThat(all.branches().get(0).point().get(0)).isGreaterThan(0.9);
        assertThat(all.branches().get(1).point().get(0)).isLessThan(-0.9);
        assertThat(all.branches()).extracting(Branch::stable).containsExactly(true, true, false);
    }

    @Test
    void mirrorImagesCountAsOneWhenAsked() {
        FixedPointProblem problem = FixedPointProblem.of(MAGNET.at(0), 0);
        List<double[]> starts = List.of(new double[] {1}, new double[] {-1});
        Branches.Search search = Branches.Search.by(FixedPointSolver.anderson());
        assertThat(search.from(problem, starts, x -> 0, Checkpoint.NONE).branches())
                .hasSize(2);
        Branches folded =
                search.withCanonical(x -> new double[] {Math.abs(x[0])}).from(problem, starts, x -> 0, Checkpoint.NONE);
        assertThat(folded.branches()).hasSize(1);
        assertThat(folded.branches().getFirst().starts()).containsExactly(0, 1);
    }

    @Test
    void failuresAreKept() {
        FixedPointProblem problem = FixedPointProblem.of((x, image) -> image[0] = x[0] > 5 ? Double.NaN : x[0] / 2, 0);
        Branches found = Branches.Search.by(FixedPointSolver.anderson())
                .from(problem, List.of(new double[] {1}, new double[] {6}), x -> x[0], Checkpoint.NONE);
        assertThat(found.branches()).hasSize(1);
        assertThat(found.failures()).hasSize(1);
        assertThat(found.failures().getFirst().status()).isEqualTo(SolveStatus.NOT_FINITE);
    }

    @Test
    void continuationFollowsTheMetastableBranchToItsFold() {
        double[] fields = new double[21];
        for (int i = 0; i < fields.length; i++) {
            fields[i] = 0.5 - i * 0.1;
        }
        Continuation walk = Continuation.by(FixedPointSolver.anderson().withMaxIterations(300), 1e-7);
        Continuation.Path path = walk.follow(MAGNET, fields, new double[] {1}, Checkpoint.NONE);
        assertThat(path.status()).isEqualTo(SolveStatus.STEP_TOO_SMALL);
        // the branch of positive magnetisation ends at h = -0.5328
        assertThat(path.end()).isCloseTo(-foldField(), within(2e-6));
        double last = path.points().getLast().parameter();
        assertThat(last).isCloseTo(-foldField(), within(2e-6));
        assertThat(path.points()).allMatch(p -> p.point().get(0) > 0.5);
        assertThat(path.wanted()).hasSize(11);
        for (Continuation.Point p : path.wanted()) {
            double m = p.point().get(0);
            assertThat(m).isCloseTo(Math.tanh(BETA * m + p.parameter()), within(1e-9));
        }
    }

    @Test
    void continuationReachesTheEndWhereThereIsNoFold() {
        Continuation walk = Continuation.by(FixedPointSolver.anderson(), 1e-6);
        Continuation.Path path = walk.follow(MAGNET, new double[] {3, 2, 1, 0.5, 0}, new double[] {1}, Checkpoint.NONE);
        assertThat(path.status()).isEqualTo(SolveStatus.CONVERGED);
        assertThat(path.end()).isNaN();
        assertThat(path.wanted()).extracting(Continuation.Point::parameter).containsExactly(3.0, 2.0, 1.0, 0.5, 0.0);
        assertThat(path.points().getLast().point().get(0)).isCloseTo(0.9575040240772687, within(1e-9));
        assertThatThrownBy(() -> walk.follow(MAGNET, new double[] {0, 1, 1}, new double[] {1}, Checkpoint.NONE))
                .hasMessageContaining("parameters[2] = 1.0");
    }
}
