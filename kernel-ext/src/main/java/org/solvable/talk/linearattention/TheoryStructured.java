package org.solvable.talk.linearattention;

import java.util.List;
import org.solvable.model.Provenance;
import org.solvable.model.Solution;
import org.solvable.model.Status;

/**
 * Exact errors for structured tasks [Letey, Lu, Pehlevan, arXiv 2509.26551]: the test error splits into a part of
 * pretraining and the scalar ⟨T, K⟩, whose matrix K knows nothing of the test tasks.
 *
 * <p>Finite diversity multiplies C by s(ν), the root of s - 1 + (1/κd) Σ s cⱼ/(s cⱼ+ν) = 0; with that, the equations of {@link
 * Theory} hold word for word. As there, everything is computed as sums of nonnegative terms. Deterministic; a point costs
 * some tens of sums over d terms.
 */
public final class TheoryStructured {

    private static final int MAX_ITERATIONS = 2000;

    private TheoryStructured() {}

    /** The errors at one point, with status as in {@link Theory#solve}. */
    public static Solution<StructuredErrors> solve(StructuredModel model) {
        Model scalars = model.scalars();
        TaskSpectrum spectrum = model.spectrum();
        EffectiveRidge ridge = ridge(scalars, spectrum);
        StructuredErrors errors = errors(scalars, spectrum, ridge);
        Status status =
                Theory.status(model.tau(), model.lambda(), ridge, errors.test() + errors.idg() + errors.idgTest());
        return new Solution<>(
                StructuredLinearAttention.ID,
                model,
                errors,
                status,
                Theory.message(status, ridge),
                Theory.diagnostics(ridge, errors.test()),
                List.of(),
                Provenance.of(StructuredLinearAttention.ID));
    }

    /**
     * The errors for any covariances.
     *
     * @param scalars everything but the covariances
     * @param spectrum C and T, in the dimension the theory is evaluated at
     */
    public static StructuredErrors errors(Model scalars, TaskSpectrum spectrum) {
        return errors(scalars, spectrum, ridge(scalars, spectrum));
    }

    /**
     * The alignment matrix K in the eigenbasis of C: the test error of tasks with covariance T is {@code pretraining} + (1/d) Σ
     * tⱼ Kⱼ.
     *
     * @return d values, a fresh array
     */
    public static double[] alignment(Model scalars, TaskSpectrum spectrum) {
        EffectiveRidge ridge = ridge(scalars, spectrum);
        double q = noise(scalars, spectrum);
        Resolvent f = traces(q + ridge.xi(), spectrum, scalars.kappa());
        return alignment(Pretrained.of(ridge, f, q, scalars.rho(), scalars.tau()), spectrum, scalars.kappa());
    }

    private static double noise(Model scalars, TaskSpectrum spectrum) {
        return (spectrum.pretrainingMean() + scalars.rho()) / scalars.alpha();
    }

    private static EffectiveRidge ridge(Model scalars, TaskSpectrum spectrum) {
        double kappa = scalars.kappa();
        return EffectiveRidge.of(
                nu -> traces(nu, spectrum, kappa), noise(scalars, spectrum), scalars.tau(), scalars.lambda());
    }

    private static StructuredErrors errors(Model scalars, TaskSpectrum spectrum, EffectiveRidge ridge) {
        double q = noise(scalars, spectrum);
        double qTest = (spectrum.testMean() + scalars.rhoTest()) / scalars.alphaTest();
        double qIdgTest = (spectrum.pretrainingMean() + scalars.rhoTest()) / scalars.alphaTest();
        Resolvent f = traces(q + ridge.xi(), spectrum, scalars.kappa());
        Pretrained p = Pretrained.of(ridge, f, q, scalars.rho(), scalars.tau());
        double pretraining = scalars.rhoTest() + qTest * p.norm();
        double[] k = alignment(p, spectrum, scalars.kappa());
        double sum = 0;
        for (int j = 0; j < k.length; j++) {
            // 0 · ∞ at the interpolation peak: a direction that is not tested costs nothing.
            sum += spectrum.test(j) == 0 ? 0 : spectrum.test(j) * k[j];
        }
        double alignment = sum / k.length;
        boolean matched = scalars.alphaTest() == scalars.alpha() && scalars.rhoTest() == scalars.rho();
        return new StructuredErrors(
                pretraining + alignment,
                pretraining,
                alignment,
                p.idg(),
                p.train(),
                p.xi(),
                matched ? p.idg() : p.idgAt(scalars.rhoTest(), qIdgTest),
                p.e0(),
                f.z(),
                f.s(),
                f.m(),
                f.m2());
    }

    /** Kⱼ = ν² F'ⱼ + η (Fⱼ - ξ F'ⱼ), where Fⱼ - ξ F'ⱼ = s cⱼ Fⱼ²/w + q F'ⱼ and w = 1 + (ν/κ) A. */
    private static double[] alignment(Pretrained p, TaskSpectrum spectrum, double kappa) {
        Resolvent f = p.traces();
        double nu = f.z();
        int d = spectrum.size();
        double a = 0;
        for (int j = 0; j < d; j++) {
            double c = spectrum.pretraining(j);
            double r = f.s() * c + nu;
            a += c / r / r;
        }
        double w = 1 + nu / kappa * (a / d);
        double shift = f.m() * f.mixed() / kappa;
        double[] k = new double[d];
        for (int j = 0; j < d; j++) {
            double c = spectrum.pretraining(j);
            double r = f.s() * c + nu;
            double y = nu / r;
            double boost = 1 + shift * c;
            double variance = (f.s() * c / w + p.q() * boost) / r / r;
            k[j] = y * y * boost + (p.inflation() == 0 ? 0 : p.inflation() / f.m() * variance);
        }
        return k;
    }

    /** The traces at ν; see {@link Resolvent} for why they are put together this way. */
    static Resolvent traces(double nu, TaskSpectrum spectrum, double kappa) {
        double s = shrinkage(nu, spectrum, kappa);
        int d = spectrum.size();
        double m = 0;
        double first = 0;
        double a = 0;
        double a2 = 0;
        double b = 0;
        for (int j = 0; j < d; j++) {
            double c = spectrum.pretraining(j);
            double f = 1 / (s * c + nu);
            m += f;
            first += s * c * f;
            a += c * f * f;
            a2 += c * f * (c * f);
            b += f * f;
        }
        m /= d;
        first /= d;
        a /= d;
        a2 /= d;
        b /= d;
        double w = 1 + nu / kappa * a;
        double mixed = s * (a / m) / w;
        double second = s * (s * a2 + nu * a * (nu / kappa * a) / w);
        double ratio = (a / kappa / m + b / m / m) / w;
        return new Resolvent(nu, m, first, mixed, second, ratio, s, first / kappa);
    }

    /** s(ν) by Newton's method: the equation is increasing and concave in s, and 1/(1 + tr C/(κ d ν)) lies at the left. */
    static double shrinkage(double nu, TaskSpectrum spectrum, double kappa) {
        if (kappa == Double.POSITIVE_INFINITY) {
            return 1;
        }
        int d = spectrum.size();
        double s = 1 / (1 + spectrum.pretrainingMean() / nu / kappa);
        double last = Double.POSITIVE_INFINITY;
        for (int i = 0; i < MAX_ITERATIONS; i++) {
            double first = 0;
            double rest = 0;
            for (int j = 0; j < d; j++) {
                double x = s * spectrum.pretraining(j);
                double f = x / (x + nu);
                first += f;
                rest += f * (1 - f);
            }
            double value = s - 1 + first / d / kappa;
            double step = -s * (value / (s + rest / d / kappa));
            boolean still = Math.abs(step) <= 1e-15 * s || (i > 3 && Math.abs(step) >= last && last <= 1e-11 * s);
            s = Math.min(1, s + step);
            if (still) {
                break;
            }
            last = Math.abs(step);
        }
        return s;
    }
}
