package org.solvable.model;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.solvable.random.RandomStream;

/**
 * The Curie-Weiss magnet, the smallest model with a phase transition: theory m = tanh(β(Jm + h)), experiment by exact draws
 * of the magnetisation of n spins. Its solution is known in parametric form, β = atanh(m)/m at h = 0, J = 1.
 */
@AutoService(SolvableModel.class)
@SuppressWarnings("rawtypes")
public final class Magnet implements SolvableModel<Magnet.Spins, Magnet.Order, Magnet.Sample> {

    /** Where the iteration starts. */
    public enum Start {
        UP,
        NEARLY_ZERO
    }

    public record Spins(
            @Parameter(symbol = "β", doc = "inverse temperature", min = 0, minOpen = true)
            double beta,

            @Parameter(symbol = "J", doc = "coupling", min = 0, byDefault = "1")
            double coupling,

            @Parameter(symbol = "h", doc = "field", byDefault = "0")
            double h,

            @Parameter(doc = "where the iteration starts", byDefault = "up")
            Start start,

            @Parameter(doc = "steps of the iteration", min = 1, max = 1e9, byDefault = "100000")
            int steps) {

        private static final Domain DOMAIN = Domain.of(Spins.class);

        public Spins {
            DOMAIN.check(beta, coupling, h, steps);
        }
    }

    public record Order(
            @Output(symbol = "m", doc = "magnetisation per spin")
            double m,

            @Output(symbol = "e", unit = "J", doc = "energy per spin")
            double energy) {}

    public record Sample(
            @Parameter(doc = "number of spins", min = 1, max = 100_000, byDefault = "1000")
            int n,

            @Parameter(doc = "independent draws", min = 1, byDefault = "10")
            int replicas,

            @Parameter(doc = "seed", byDefault = "1") long seed,

            @Parameter(unit = "ms", doc = "slowness of one draw, to have something to stop", min = 0, byDefault = "0")
            double delay) {

        private static final Domain DOMAIN = Domain.of(Sample.class);

        public Sample {
            DOMAIN.check(n, replicas, seed, delay);
        }
    }

    @Override
    public String id() {
        return "magnet";
    }

    @Override
    public String title() {
        return "Curie-Weiss magnet";
    }

    @Override
    public Class<Spins> parameters() {
        return Spins.class;
    }

    @Override
    public Class<Order> outputs() {
        return Order.class;
    }

    @Override
    public Class<Sample> experiment() {
        return Sample.class;
    }

    @Override
    public Solution<Order> solve(Spins s, Run run) {
        double m = s.start == Start.UP ? 1 : 1e-3;
        double residual = Double.POSITIVE_INFINITY;
        int step = 0;
        while (step < s.steps && residual > 1e-14) {
            if (step++ % 1024 == 0) {
                run.cancel().check();
            }
            double next = StrictMath.tanh(s.beta * (s.coupling * m + s.h));
            residual = Math.abs(next - m);
            m = next;
        }
        Order order = new Order(m, -s.coupling * m * m / 2 - s.h * m);
        Status status = residual <= 1e-14 ? Status.CONVERGED : Status.NOT_CONVERGED;
        return new Solution<>(
                id(),
                s,
                order,
                status,
                status.isAnswer() ? "" : status.sentence(),
                new Diagnostics(residual, Double.NaN, step),
                List.of(new Branch<>("up", order, order.energy(), true)),
                Provenance.of(id()));
    }

    @Override
    public Measurement measure(Spins s, Sample x, Run run) {
        if (s.h < 0 && s.coupling == 0) {
            throw new IllegalArgumentException("h = " + s.h + ": must be >= 0 where coupling = 0");
        }
        double[] m = new double[x.replicas];
        double[] energy = new double[x.replicas];
        double[] distribution = distribution(s, x.n);
        RandomStream stream =
                RandomStream.of(x.seed).split(id()).split(Domain.of(Spins.class).text(s));
        for (int r = 0; r < m.length; r++) {
            for (double waited = 0; waited < x.delay; waited += 5) {
                run.cancel().check();
                try {
                    Thread.sleep(5);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            run.cancel().check();
            double u = stream.split(r).nextDouble();
            int up = 0;
            for (double sum = distribution[0]; sum < u && up < x.n; sum += distribution[up]) {
                up++;
            }
            double magnetisation = 2.0 * up / x.n - 1;
            m[r] = s.h == 0 ? Math.abs(magnetisation) : magnetisation;
            energy[r] = -s.coupling * magnetisation * magnetisation / 2 - s.h * magnetisation;
            run.progress().at(r + 1, m.length);
        }
        Map<String, Measured> outputs = new LinkedHashMap<>();
        outputs.put("m", Measured.of(m));
        outputs.put("energy", Measured.of(energy));
        return new Measurement(
                id(), s, x, outputs, Map.of("spins", x.n), Status.CONVERGED, "", Provenance.of(id(), x.seed));
    }

    /** P(k spins up) for k = 0 … n, from the binomial weight and the Boltzmann factor. */
    private static double[] distribution(Spins s, int n) {
        List<Double> logs = new ArrayList<>();
        double logBinomial = 0;
        double top = Double.NEGATIVE_INFINITY;
        for (int k = 0; k <= n; k++) {
            double m = 2.0 * k / n - 1;
            double log = logBinomial + s.beta * n * (s.coupling * m * m / 2 + s.h * m);
            logs.add(log);
            top = Math.max(top, log);
            logBinomial += StrictMath.log((n - k) / (k + 1.0));
        }
        double[] p = new double[n + 1];
        double sum = 0;
        for (int k = 0; k <= n; k++) {
            p[k] = StrictMath.exp(logs.get(k) - top);
            sum += p[k];
        }
        for (int k = 0; k <= n; k++) {
            p[k] /= sum;
        }
        return p;
    }
}
