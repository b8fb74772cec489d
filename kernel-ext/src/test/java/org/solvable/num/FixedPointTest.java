package org.solvable.num;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.solvable.linalg.Checkpoint;

/** Fixed points against maps whose fixed points are known by construction or by bisection. */
class FixedPointTest {

    static List<FixedPointMethod> methods() {
        return List.of(FixedPointMethod.damped(0.5), FixedPointMethod.anderson(0.3), FixedPointMethod.newton());
    }

    /** A map with a known fixed point. */
    private record Known(FixedPointProblem problem, double[] truth) {}

    /**
     * One known fixed point, and no other: y_k -> l_k y_k - c_k tanh(y_k)^3 + (any function of y_(k+1), y_(k+2), ... that
     * vanishes at 0) has only y = 0, component by component from the last; a reflection and a shift hide that. One l_k is
     * 1 - critical.
     */
    private static Known hiddenTriangle(SplittableRandom random, double critical) {
        int n = random.nextInt(30) == 0 ? 60 : random.nextInt(1, 21);
        double[] truth = random.doubles(n, -3, 3).toArray();
        double[] l = random.doubles(n, -0.95, 0.9).toArray();
        double[] c = random.doubles(n, 0, 0.5).toArray();
        l[random.nextInt(n)] = 1 - critical;
        double[][] linear = new double[n][n];
        double[][] bent = new double[n][n];
        double[] mirror = new double[n];
        double length = 0;
        for (int k = 0; k < n; k++) {
            mirror[k] = random.nextGaussian();
            length = Math.hypot(length, mirror[k]);
            for (int j = k + 1; j < n; j++) {
                linear[k][j] = 0.5 * random.nextGaussian() / Math.sqrt(n);
                bent[k][j] = 0.5 * random.nextGaussian() / Math.sqrt(n);
            }
        }
        for (int k = 0; k < n; k++) {
            mirror[k] /= length;
        }
        FixedPointMap map = (x, image) -> {
            double[] y = new double[n];
            for (int k = 0; k < n; k++) {
                y[k] = x[k] - truth[k];
            }
            reflect(mirror, y);
            double[] z = new double[n];
            for (int k = 0; k < n; k++) {
                double t = Math.tanh(y[k]);
                z[k] = l[k] * y[k] - c[k] * t * t * t;
                for (int j = k + 1; j < n; j++) {
                    double u = Math.tanh(y[j]);
                    z[k] += linear[k][j] * y[j] + bent[k][j] * u * u;
                }
            }
            reflect(mirror, z);
            for (int k = 0; k < n; k++) {
                image[k] = truth[k] + z[k];
            }
        };
        double[] start = new double[n];
        for (int k = 0; k < n; k++) {
            start[k] = truth[k] + 0.3 * random.nextGaussian();
        }
        return new Known(FixedPointProblem.of(map, start), truth);
    }

    private static void reflect(double[] mirror, double[] y) {
        double dot = 0;
        for (int k = 0; k < y.length; k++) {
            dot += mirror[k] * y[k];
        }
        for (int k = 0; k < y.length; k++) {
            y[k] -= 2 * dot * mirror[k];
        }
    }

    /** Exactly at a fold: x -> x - c (x - x*)^2 touches the diagonal at x* only, approached from above. */
    private static Known fold(SplittableRandom random) {
        double truth = random.nextDouble(-3, 3);
        double c = random.nextDouble(0.1, 1);
        return new Known(
                FixedPointProblem.of((x, image) -> image[0] = x[0] - c * (x[0] - truth) * (x[0] - truth), truth + 0.5),
                new double[] {truth});
    }

    /** The mean-field magnet m = tanh(beta m + field), solved by bisection; beta near 1 is critical. */
    private static Known magnet(SplittableRandom random, double critical) {
        double beta = random.nextBoolean() ? 1 + critical : 1 - critical;
        double field = random.nextInt(3) == 0 ? 0 : critical * random.nextDouble();
        Root truth =
                Roots.bisection().find(m -> m - Math.tanh(beta * m + field), beta > 1 ? 0.01 * critical : -1e-9, 1);
        double m = field == 0 && beta <= 1 ? 0 : truth.value();
        return new Known(
                FixedPointProblem.of((x, image) -> image[0] = Math.tanh(beta * x[0] + field), 1.0), new double[] {m});
    }

    @Test
    void theTrueErrorIsBelowTenEstimatesForNinetyNinePercentOfRandomProblems() {
        SplittableRandom random = new SplittableRandom(20250301);
        int good = 0;
        int converged = 0;
        int accelerated = 0;
        int nearCritical = 0;
        int tight = 0;
        for (int t = 0; t < 1000; t++) {
            double critical = Math.pow(10, random.nextDouble(-7, 0));
            Known known = switch (random.nextInt(6)) {
                case 0 -> fold(random);
                case 1 -> magnet(random, critical);
                default -> hiddenTriangle(random, critical);
            };
            FixedPointMethod method = methods().get(random.nextInt(3));
            double tolerance = Math.pow(10, random.nextDouble(-13, -4));
            FixedPoint point = FixedPointSolver.by(method)
                    .withTolerance(tolerance)
                    .withMaxIterations(400)
                    .solve(known.problem(), Checkpoint.NONE);
            double error = 0;
            for (int i = 0; i < known.truth().length; i++) {
                error = Math.max(
                        error, Math.abs(point.get(i) - known.truth()[i]) / Math.max(1, Math.abs(point.get(i))));
            }
            // A point that has not converged must still say how far it is off.
            good += error <= 10 * point.errorEstimate() ? 1 : 0;
            tight += point.errorEstimate() <= 100 * error + 1e-13 ? 1 : 0;
            if (method instanceof FixedPointMethod.Anderson) {
                accelerated++;
                converged += point.converged() ? 1 : 0;
            }
            nearCritical += critical < 1e-3 ? 1 : 0;
            if (point.converged()) {
                assertThat(point.residual()).isLessThanOrEqualTo(tolerance);
            }
        }
        assertThat(good).isGreaterThanOrEqualTo(990);
        assertThat(nearCritical).isGreaterThan(400);
        assertThat(converged / (double) accelerated).isGreaterThan(0.95);
        // and the estimate is no cheap exaggeration
        assertThat(tight).isGreaterThan(950);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void textbookFixedPoints(FixedPointMethod method) {
        FixedPointSolver solver = FixedPointSolver.by(method).withTolerance(1e-13);
        FixedPoint dottie =
                solver.solve(FixedPointProblem.of((x, image) -> image[0] = Math.cos(x[0]), 0.5), Checkpoint.NONE);
        assertThat(dottie.orElseThrow()[0]).isCloseTo(0.7390851332151607, within(1e-13));
        assertThat(dottie.errorEstimate()).isLessThan(1e-12);
        assertThat(dottie.message()).contains("accuracy was reached", "Residual");
        // slope -1/2 and 1/2 mixed in two dimensions: x = 1 - y/2, y = 2 + x/2, solution (0, 2)
        FixedPoint linear = solver.solve(
                FixedPointProblem.of(
                        (x, image) -> {
                            image[0] = 1 - x[1] / 2;
                            image[1] = 2 + x[0] / 2;
                        },
                        5,
                        5),
                Checkpoint.NONE);
        assertThat(linear.orElseThrow()[0]).isCloseTo(0, within(1e-12));
        assertThat(linear.orElseThrow()[1]).isCloseTo(2, within(1e-12));
    }

    @Test
    void aSteepOscillationNeedsDampingAndTheResidualDoesNotFlatter() {
        // slope -4 at the fixed point 1
        FixedPointProblem problem = FixedPointProblem.of((x, image) -> image[0] = 1 - 4 * Math.tanh(x[0] - 1), 1.3);
        FixedPoint bare =
                FixedPointSolver.by(new FixedPointMethod.Damped(0, 100_000)).solve(problem, Checkpoint.NONE);
        assertThat(bare.status()).isEqualTo(SolveStatus.STEP_LIMIT);
        assertThat(bare.message()).contains("step limit", "damping");
        FixedPoint damped = FixedPointSolver.damped(0.8).solve(problem, Checkpoint.NONE);
        assertThat(damped.orElseThrow()[0]).isCloseTo(1, within(1e-10));
        // the driver raises the damping by itself when nothing improves for 60 iterations
        FixedPoint adapted = FixedPointSolver.damped(0).solve(problem, Checkpoint.NONE);
        assertThat(adapted.orElseThrow()[0]).isCloseTo(1, within(1e-10));
        // heavy damping makes steps small, but not the residual that is reported
        FixedPoint heavy =
                FixedPointSolver.damped(0.999999).withMaxIterations(20).solve(problem, Checkpoint.NONE);
        assertThat(heavy.converged()).isFalse();
        assertThat(heavy.residual()).isGreaterThan(1);
    }

    @Test
    void newtonAlsoFindsUnstableFixedPoints() {
        FixedPointProblem problem = FixedPointProblem.of((x, image) -> image[0] = Math.tanh(2 * x[0]), 0.1);
        assertThat(FixedPointSolver.by(FixedPointMethod.newton())
                        .solve(problem, Checkpoint.NONE)
                        .orElseThrow()[0])
                .isCloseTo(0, within(1e-10));
        assertThat(FixedPointSolver.anderson().solve(problem, Checkpoint.NONE).orElseThrow()[0])
                .isCloseTo(0.9575040240772687, within(1e-9));
    }

    @Test
    void failuresAreStatuses() {
        FixedPointSolver solver = FixedPointSolver.damped(0);
        FixedPoint nan = solver.solve(FixedPointProblem.of((x, i) -> i[0] = Double.NaN, 1), Checkpoint.NONE);
        assertThat(nan.status()).isEqualTo(SolveStatus.NOT_FINITE);
        assertThat(nan.value()).containsExactly(1);
        FixedPoint away =
                solver.solve(FixedPointProblem.of((x, i) -> i[0] = 10 * x[0], 1).withScale(1), Checkpoint.NONE);
        assertThat(away.status()).isEqualTo(SolveStatus.DIVERGED);
        assertThat(away.value()).containsExactly(1);
        FixedPoint none =
                solver.solve(FixedPointProblem.of((x, i) -> i[0] = x[0] + 1, 1).withScale(1), Checkpoint.NONE);
        assertThat(none.status()).isEqualTo(SolveStatus.STEP_LIMIT);
        assertThat(none.errorEstimate()).isGreaterThan(1);
        assertThatThrownBy(none::orElseThrow).isInstanceOf(NotConvergedException.class);
    }

    @Test
    void aMapThatIsUndefinedBeyondItsDomainIsRescuedBySmallerSteps() {
        // the first plain step from 9 lands at -2, where the root is undefined
        FixedPointProblem problem = FixedPointProblem.of((x, image) -> image[0] = 2.5 - 1.5 * Math.sqrt(x[0]), 9);
        for (FixedPointMethod method : methods()) {
            assertThat(FixedPointSolver.by(method)
                            .solve(problem, Checkpoint.NONE)
                            .orElseThrow()[0])
                    .isCloseTo(1, within(1e-9));
        }
        FixedPoint plain = FixedPointSolver.damped(0).solve(problem, Checkpoint.NONE);
        assertThat(plain.orElseThrow()[0]).isCloseTo(1, within(1e-9));
        // from 0.05 the logarithm is driven out of its domain; a projection keeps it inside
        FixedPointProblem kept = FixedPointProblem.of((x, image) -> image[0] = 1 + 0.9 * Math.log(x[0]), 0.05)
                .withProjection(x -> x[0] = Math.max(x[0], 0.9));
        assertThat(FixedPointSolver.anderson().solve(kept, Checkpoint.NONE).orElseThrow()[0])
                .isCloseTo(1, within(1e-8));
    }

    @Test
    void projectionImposesASymmetryExactly() {
        FixedPointProblem problem = FixedPointProblem.of(
                        (x, image) -> {
                            image[0] = Math.tanh(2 * x[0]) + 1e-6;
                            image[1] = Math.cos(x[1]) + x[0];
                        },
                        0.3,
                        0.5)
                .withProjection(x -> x[0] = 0);
        FixedPoint point = FixedPointSolver.anderson().solve(problem, Checkpoint.NONE);
        assertThat(point.orElseThrow()[0]).isZero();
        assertThat(point.get(1)).isCloseTo(0.7390851332151607, within(1e-10));
    }

    @Test
    void theLoopReportsProgressAndStops() {
        List<Double> fractions = new ArrayList<>();
        FixedPointProblem problem = FixedPointProblem.of((x, image) -> image[0] = 0.99 * x[0], 1);
        assertThatThrownBy(() -> FixedPointSolver.damped(0).solve(problem, fraction -> {
                    fractions.add(fraction);
                    if (fractions.size() == 10) {
                        throw new CancellationException();
                    }
                }))
                .isInstanceOf(CancellationException.class);
        assertThat(fractions).isSorted().allMatch(x -> x >= 0 && x <= 1);
    }

    @Test
    void badArgumentsAreNamed() {
        assertThatThrownBy(() -> FixedPointProblem.of((x, i) -> {}, Double.NaN)).hasMessageContaining("start[0] = NaN");
        assertThatThrownBy(() -> FixedPointProblem.of((x, i) -> {}, 1).withScale(0))
                .hasMessageContaining("scale[0]");
        assertThatThrownBy(() -> FixedPointMethod.damped(1)).hasMessageContaining("damping = 1.0");
        assertThatThrownBy(() -> FixedPointSolver.anderson().withTolerance(Double.NaN))
                .hasMessageContaining("NaN");
    }
}
