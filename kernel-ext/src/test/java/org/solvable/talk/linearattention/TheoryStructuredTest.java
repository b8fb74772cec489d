package org.solvable.talk.linearattention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.solvable.model.Status;
import org.solvable.random.RandomStream;

class TheoryStructuredTest {

    private static final double INF = Double.POSITIVE_INFINITY;

    private static void close(double actual, double expected, double tolerance, Object where) {
        assertThat(actual).as("%s", where).isCloseTo(expected, within(tolerance * Math.abs(expected) + 1e-300));
    }

    @Test
    void referenceValues() {
        StructuredErrors e = TheoryStructured.solve(new StructuredModel(2, 0.75, 2, 0.1, 0, 2, 0.1, 64, 0.9, 0.4, 1, 1))
                .orThrow();
        close(e.test(), 1.144827088, 1e-9, "test");
        close(e.pretraining(), 0.4225155505, 1e-9, "pretraining");
        close(e.alignment(), 0.722311537, 1e-9, "alignment");
        close(e.idg(), 0.6079396826, 1e-9, "idg");
        close(e.s(), 0.5055276574, 1e-9, "s");
        close(e.m(), 1.143901351, 1e-9, "m");
        close(e.m2(), 1.642882261, 1e-9, "m2");
        StructuredErrors f = TheoryStructured.solve(new StructuredModel(2, 2, 0.5, 0.1, 0, 2, 0.1, 64, 0.9, 1.4, 1, 1))
                .orThrow();
        close(f.test(), 0.7910499902, 1e-9, "test");
        close(f.pretraining(), 0.3601583026, 1e-9, "pretraining");
        close(f.alignment(), 0.4308916876, 1e-9, "alignment");
        close(f.idg(), 0.9068760312, 1e-9, "idg");
        close(f.xi(), 1.153468598, 1e-9, "xi");
    }

    private static Model random(RandomStream stream, double lambda) {
        double[] v = new double[7];
        for (int i = 0; i < v.length; i++) {
            v[i] = Math.exp(6 * stream.nextDouble() - 3);
        }
        return new Model(v[0], v[1], v[2], v[3], lambda * v[4], v[5], v[6]);
    }

    @Test
    void identityCovariancesGiveTheIsotropicTheory() {
        RandomStream stream = RandomStream.of(1);
        for (int i = 0; i < 400; i++) {
            Model model = random(stream, i % 2);
            if (i % 5 == 0) {
                model = model.withKappa(INF);
            }
            Errors e = Theory.errors(model);
            StructuredErrors s = TheoryStructured.errors(model, TaskSpectrum.isotropic(1 + i % 7));
            close(s.test(), e.icl(), 1e-12, model);
            close(s.idg(), e.idg(), 1e-12, model);
            close(s.idgTest(), e.idgTest(), 1e-12, model);
            close(s.train(), e.train(), 1e-12, model);
            close(s.xi(), e.xi(), 1e-12, model);
            close(s.e0(), e.e0(), 1e-12, model);
            close(s.m(), e.m(), 1e-12, model);
            close(s.m2(), e.m2(), 1e-12, model);
        }
    }

    /** Scaling C and T by a factor and ρ with it multiplies every error by the factor (λ, ν and ξ scale along). */
    @Test
    void errorsScaleWithTheTasks() {
        RandomStream stream = RandomStream.of(2);
        for (int i = 0; i < 100; i++) {
            Model model = random(stream, i % 2);
            double[] c = TaskSpectrum.powerLaw(9, 1.3);
            double[] t = TaskSpectrum.powerLaw(9, 0.2);
            double f = Math.exp(4 * stream.nextDouble() - 2);
            StructuredErrors a = TheoryStructured.errors(model, TaskSpectrum.of(c, t));
            Model scaled = new Model(
                    model.alpha(),
                    model.kappa(),
                    model.tau(),
                    f * model.rho(),
                    f * model.lambda(),
                    model.alphaTest(),
                    f * model.rhoTest());
            StructuredErrors b = TheoryStructured.errors(
                    scaled,
                    TaskSpectrum.of(
                            Arrays.stream(c).map(x -> f * x).toArray(),
                            Arrays.stream(t).map(x -> f * x).toArray()));
            close(b.test(), f * a.test(), 1e-11, model);
            close(b.idg(), f * a.idg(), 1e-11, model);
            close(b.xi(), f * a.xi(), 1e-11, model);
        }
    }

    @Test
    void tracesAreDerivatives() {
        TaskSpectrum spectrum = TaskSpectrum.of(TaskSpectrum.powerLaw(40, 1.1), TaskSpectrum.powerLaw(40, 0));
        for (double kappa : new double[] {0.1, 0.9, 1, 3, INF}) {
            for (double nu : new double[] {1e-3, 0.1, 1, 30}) {
                Resolvent f = TheoryStructured.traces(nu, spectrum, kappa);
                double h = 1e-4 * nu;
                double slope = (TheoryStructured.traces(nu + h, spectrum, kappa).m()
                                - TheoryStructured.traces(nu - h, spectrum, kappa)
                                        .m())
                        / (2 * h);
                close(f.m2(), -slope, 1e-6, nu);
                assertThat(f.first()).isCloseTo(1 - nu * f.m(), within(1e-13));
                assertThat(f.mixed() * f.m()).isCloseTo(f.m() - nu * f.m2(), within(1e-11 * f.m()));
                assertThat(f.second()).isCloseTo(1 - 2 * nu * f.m() + nu * nu * f.m2(), within(1e-12));
                if (kappa < INF) {
                    assertThat(f.s() - 1 + f.first() / kappa).isCloseTo(0, within(1e-14 * (1 + f.first() / kappa)));
                }
            }
        }
    }

    /** A sampled Wishart matrix has these traces, up to its fluctuation of order 1/d. */
    @Test
    void tracesAreThoseOfSampledTasks() {
        int d = 240;
        double[] c = TaskSpectrum.powerLaw(d, 0.9);
        RandomStream stream = RandomStream.of(3);
        for (double kappa : new double[] {0.5, 2}) {
            int k = (int) (kappa * d);
            SimpleMatrix w = new SimpleMatrix(k, d);
            for (int i = 0; i < k; i++) {
                for (int j = 0; j < d; j++) {
                    w.set(i, j, Math.sqrt(c[j]) * stream.nextGaussian());
                }
            }
            SimpleMatrix r = w.transpose().mult(w).divide(k);
            double nu = 0.3;
            SimpleMatrix inverse = r.plus(SimpleMatrix.identity(d).scale(nu)).invert();
            Resolvent f = TheoryStructured.traces(nu, TaskSpectrum.of(c, c), kappa);
            close(inverse.trace() / d, f.m(), 0.01, kappa);
            close(inverse.mult(inverse).trace() / d, f.m2(), 0.03, kappa);
            close(r.mult(inverse).trace() / d, f.first(), 0.01, kappa);
        }
    }

    @Test
    void alignmentRanksTestTasks() {
        Model scalars = new Model(2, 0.5, 4, 0.01, 0);
        TaskSpectrum spectrum = StructuredModel.standard().spectrum(100);
        double[] k = TheoryStructured.alignment(scalars, spectrum);
        StructuredErrors e = TheoryStructured.errors(scalars, spectrum);
        double sum = 0;
        for (int j = 0; j < 100; j++) {
            sum += spectrum.test()[j] * k[j] / 100;
            // Directions with less pretraining variance are harder.
            assertThat(j == 0 || k[j] > k[j - 1]).isTrue();
        }
        close(e.alignment(), sum, 1e-13, "alignment");
        StructuredErrors other = TheoryStructured.errors(scalars, spectrum.withTest(TaskSpectrum.powerLaw(100, 0.2)));
        close(other.pretraining(), e.pretraining(), 1e-13, "T enters this part by its trace only");
        assertThat(other.test()).isGreaterThan(e.test());
    }

    /** The printed formulas of K, s, M₂ with their differences. */
    @Test
    void printedFormulas() {
        RandomStream stream = RandomStream.of(4);
        for (int i = 0; i < 100; i++) {
            Model model = random(stream, i % 2);
            int d = 12;
            double[] c = TaskSpectrum.spiked(TaskSpectrum.powerLaw(d, 0.7), 0.6);
            double[] t = TaskSpectrum.powerLaw(d, -0.3);
            TaskSpectrum spectrum = TaskSpectrum.of(c, t);
            StructuredErrors e = TheoryStructured.errors(model, spectrum);
            double nu = e.nu();
            double a = 0;
            double m = 0;
            double b = 0;
            for (double x : c) {
                double f = 1 / (e.s() * x + nu);
                m += f / d;
                a += x * f * f / d;
                b += f * f / d;
            }
            double m2 = (m / model.kappa() * a + b) / (1 + nu / model.kappa() * a);
            close(e.m2(), m2, 1e-12, model);
            double eta = e.idg() / model.tau();
            double qt = (1 + model.rhoTest()) / model.alphaTest();
            double test = model.rhoTest() + qt * (1 + (eta - 2 * nu) * m + (nu * nu - eta * e.xi()) * m2);
            for (int j = 0; j < d; j++) {
                double f = 1 / (e.s() * c[j] + nu);
                double f2 = f * f * (1 + (m - nu * m2) / model.kappa() * c[j]);
                test += t[j] * (eta * f + (nu * nu - eta * e.xi()) * f2) / d;
            }
            assertThat(e.test()).as("%s", model).isCloseTo(test, within(1e-10 * (1 + qt * nu * nu) * (1 + test)));
        }
    }

    @Test
    void matricesInAnyBasis() {
        int d = 6;
        RandomStream stream = RandomStream.of(5);
        SimpleMatrix g = new SimpleMatrix(d, d);
        for (int i = 0; i < d * d; i++) {
            g.set(i, stream.nextGaussian());
        }
        SimpleMatrix u = g.svd().getU();
        double[] c = TaskSpectrum.powerLaw(d, 1);
        double[] t = {3, 1, 0, 2, 0.5, 0.1};
        DMatrixRMaj pretraining =
                u.mult(SimpleMatrix.diag(c)).mult(u.transpose()).getDDRM();
        DMatrixRMaj test = u.mult(SimpleMatrix.diag(t)).mult(u.transpose()).getDDRM();
        Model model = new Model(2, 0.8, 3, 0.1, 0.05);
        StructuredErrors rotated = TheoryStructured.errors(model, TaskSpectrum.of(pretraining, test));
        StructuredErrors plain = TheoryStructured.errors(model, TaskSpectrum.of(c, t));
        close(rotated.test(), plain.test(), 1e-12, "test");
        close(rotated.idg(), plain.idg(), 1e-12, "idg");
        close(
                TaskSpectrum.of(pretraining, test).testSquares(),
                TaskSpectrum.of(c, t).testSquares(),
                1e-12,
                "tr T²");
    }

    @Test
    void spectra() {
        assertThat(TaskSpectrum.powerLaw(4, 0)).containsExactly(1, 1, 1, 1);
        assertThat(Arrays.stream(TaskSpectrum.powerLaw(50, 0.9)).sum()).isCloseTo(50, within(1e-12));
        assertThat(TaskSpectrum.powerLaw(3, 1)[1]).isCloseTo(TaskSpectrum.powerLaw(3, 1)[0] / 2, within(1e-15));
        assertThat(TaskSpectrum.spiked(TaskSpectrum.powerLaw(5, 0), 0.25)).containsExactly(4, 0.25, 0.25, 0.25, 0.25);
        assertThat(Arrays.stream(TaskSpectrum.powerLaw(1000, 50)).allMatch(Double::isFinite))
                .isTrue();
        double[] mine = {1, 2};
        TaskSpectrum spectrum = TaskSpectrum.of(mine, mine);
        mine[0] = -7;
        spectrum.pretraining()[0] = -7;
        assertThat(spectrum).isEqualTo(TaskSpectrum.of(new double[] {1, 2}, new double[] {1, 2}));
    }

    @Test
    void nonsenseIsRefused() {
        double[] ok = {1, 2};
        for (double bad : new double[] {Double.NaN, INF, -1, Double.NEGATIVE_INFINITY}) {
            assertThatThrownBy(() -> TaskSpectrum.of(new double[] {1, bad}, ok))
                    .hasMessage("pretraining[1] = " + bad + ": must be finite and >= 0");
            assertThatThrownBy(() -> TaskSpectrum.of(ok, new double[] {bad, 1}))
                    .hasMessage("test[0] = " + bad + ": must be finite and >= 0");
        }
        assertThatThrownBy(() -> TaskSpectrum.of(new double[2], ok)).hasMessageContaining("must be finite and > 0");
        assertThatThrownBy(() -> TaskSpectrum.of(ok, new double[] {1})).hasMessageContaining("equally many");
        assertThatThrownBy(() -> TaskSpectrum.of(new double[0], new double[0])).hasMessageContaining("at least 1");
        DMatrixRMaj indefinite = new DMatrixRMaj(new double[][] {{1, 2}, {2, 1}});
        assertThatThrownBy(() -> TaskSpectrum.of(indefinite, indefinite)).hasMessageContaining("eigenvalue");
        DMatrixRMaj skew = new DMatrixRMaj(new double[][] {{1, 0.5}, {0.2, 1}});
        assertThatThrownBy(() -> TaskSpectrum.of(skew, skew)).hasMessageContaining("mirror");
        assertThatThrownBy(() -> TaskSpectrum.powerLaw(0, 1)).hasMessage("d = 0: must be >= 1");
        assertThatThrownBy(() -> TaskSpectrum.spiked(ok, 1.5)).hasMessageContaining("theta = 1.5");
        assertThatThrownBy(() -> new StructuredModel(2, 1, 4, 0.01, 0, 2, 0.01, 0, 0.9, 0.9, 1, 1))
                .hasMessageContaining("dim = 0");
    }

    @Test
    void peakIsAStatus() {
        var solution = TheoryStructured.solve(new StructuredModel(2, 0.75, 1, 0.1, 0, 2, 0.1, 16, 0.9, 0.4, 1, 1));
        assertThat(solution.status()).isEqualTo(Status.DIVERGENT);
        assertThat(solution.outputs().test()).isInfinite();
        assertThat(solution.outputs().train()).isZero();
    }
}
