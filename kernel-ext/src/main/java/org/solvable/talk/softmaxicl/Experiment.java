package org.solvable.talk.softmaxicl;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.solvable.data.family.MultiTaskPrompts;
import org.solvable.data.family.MultiTaskPrompts.Batch;
import org.solvable.linalg.Checkpoint;
import org.solvable.model.Domain;
import org.solvable.model.Measured;
import org.solvable.model.Measurement;
import org.solvable.model.Provenance;
import org.solvable.model.Replicas;
import org.solvable.model.Run;
import org.solvable.model.Status;
import org.solvable.random.RandomStream;

/** Draws prompts, trains the full heads, and measures the risk of every predictor on the same prompts; never asks the theory. */
public final class Experiment {

    private static final int CHUNK = 1000;
    private static final int LARGEST_RIDGE = 200;

    private Experiment() {}

    /** The family of prompts of a model. */
    public static MultiTaskPrompts family(Model m) {
        return new MultiTaskPrompts(m.d(), m.length(), m.variances(), m.noise(), m.rho());
    }

    /** The stream of a replica; {@code start}, {@code train} and {@code test} are split from it. */
    public static RandomStream stream(Model m, ExperimentSettings settings, int index) {
        return RandomStream.of(settings.seed())
                .split(SoftmaxIcl.ID)
                .split(Domain.of(Model.class).text(m))
                .split(index);
    }

    /** A random start: the diagonal and the read-out entries of size {@code init}, the others of size {@code spread}. */
    public static double[] start(Model m, double spread, RandomStream stream) {
        SoftmaxHeads heads = new SoftmaxHeads(m.heads(), m.d(), m.tasks());
        double[] reduced = new double[m.heads() * (m.d() + m.tasks())];
        stream.split("reduced").fillGaussian(reduced, 0, reduced.length);
        double[] w = Model.list("omega0", m.omega0(), m.heads());
        double[] mu = Model.list("mu0", m.mu0(), m.heads());
        for (int h = 0; h < m.heads(); h++) {
            for (int j = 0; j < m.d(); j++) {
                int i = h * m.d() + j;
                // One number a head where there is one task, several tasks start apart.
                double z = m.tasks() == 1 ? reduced[h * m.d()] : reduced[i];
                double given = w.length > 0 ? w[h] : m.init() * z;
                reduced[i] = m.signs() == StartSigns.ONE && w.length == 0 ? Math.abs(given) : given;
            }
            for (int n = 0; n < m.tasks(); n++) {
                int i = m.heads() * m.d() + h * m.tasks() + n;
                double given = mu.length > 0 ? mu[h] : m.init() * reduced[i];
                reduced[i] = m.signs() == StartSigns.ONE && mu.length == 0 ? Math.abs(given) : given;
            }
        }
        if (m.signs() == StartSigns.BOTH && w.length == 0 && mu.length == 0) {
            // The signs alternate over the heads: both of them occur.
            for (int h = 0; h < m.heads(); h++) {
                double sign = h % 2 == 0 ? 1 : -1;
                for (int j = 0; j < m.d(); j++) {
                    reduced[h * m.d() + j] = sign * Math.abs(reduced[h * m.d() + j]);
                }
                for (int n = 0; n < m.tasks(); n++) {
                    int i = m.heads() * m.d() + h * m.tasks() + n;
                    reduced[i] = sign * Math.abs(reduced[i]);
                }
            }
        }
        return spread(heads, reduced, spread, stream);
    }

    /** Full parameters around reduced ones: the entries off the pattern are normal with this deviation. */
    public static double[] spread(SoftmaxHeads heads, double[] reduced, double spread, RandomStream stream) {
        double[] pattern = new double[reduced.length];
        Arrays.fill(pattern, 1);
        double[] on = heads.diagonal(pattern);
        double[] theta = heads.diagonal(reduced);
        double[] noise = new double[theta.length];
        stream.split("spread").fillGaussian(noise, 0, noise.length);
        for (int i = 0; i < theta.length; i++) {
            theta[i] += on[i] == 0 ? spread * noise[i] : 0;
        }
        return theta;
    }

    /**
     * Runs all replicas.
     *
     * <p>Outputs for one task: {@code mc_pair} (heads ±γ, ±μ, tested at L_test), {@code mc_gd} and {@code mc_debiased} (step η at
     * L), {@code mc_ridge} (penalty d σ²; d ≤ 200). With steps: {@code risk} of the trained heads, {@code omega_1}…, {@code
     * mu_1}… (first task), {@code off_pattern}, {@code train_loss}. A replica that diverges gives {@link Status#NOT_CONVERGED} and
     * the step.
     */
    public static Measurement measure(Model m, ExperimentSettings settings, Run run) {
        family(m);
        int threads = Math.min(settings.threads() == 0 ? run.threads() : settings.threads(), run.threads());
        Replicas<Outcome> replicas =
                Replicas.run(settings.replicas(), threads, run, (i, checkpoint) -> replica(m, settings, i, checkpoint));
        List<Outcome> good = replicas.finished().stream()
                .filter(o -> o.divergedAt().isEmpty())
                .toList();
        Map<String, Measured> outputs = new LinkedHashMap<>();
        if (!good.isEmpty()) {
            for (String name : good.getFirst().outputs().keySet()) {
                outputs.put(
                        name,
                        Measured.of(good.stream()
                                .mapToDouble(o -> o.outputs().getOrDefault(name, Double.NaN))
                                .toArray()));
            }
        }
        int bad = replicas.finished().size() - good.size();
        String message = replicas.finished().stream()
                .flatMap(o -> o.divergedAt().stream())
                .findFirst()
                .map(step -> "training diverged at step " + step + " in " + bad + " of " + settings.replicas()
                        + " replicas, which stopped there: lower rate")
                .orElse(
                        replicas.complete()
                                ? ""
                                : "stopped on request after "
                                        + replicas.finished().size() + " of " + settings.replicas()
                                        + " replicas, which are kept");
        Status status = !replicas.complete() ? Status.CANCELLED : bad > 0 ? Status.NOT_CONVERGED : Status.CONVERGED;
        return new Measurement(
                SoftmaxIcl.ID,
                m,
                settings,
                outputs,
                Map.of("prompts", (long) good.size() * settings.prompts()),
                status,
                message,
                Provenance.of(SoftmaxIcl.ID, settings.seed()));
    }

    private record Outcome(Map<String, Double> outputs, Optional<Long> divergedAt) {}

    private static Outcome replica(Model m, ExperimentSettings settings, int index, Checkpoint checkpoint) {
        RandomStream stream = stream(m, settings, index);
        Map<String, Double> outputs = new LinkedHashMap<>();
        SoftmaxHeads heads = new SoftmaxHeads(m.heads(), m.d(), m.tasks());
        double[] trained = new double[0];
        if (settings.steps() > 0) {
            Training.Schedule schedule = new Training.Schedule(
                    settings.steps(),
                    settings.steps(),
                    settings.batch(),
                    settings.method(),
                    settings.rate(),
                    Optional.empty());
            Training training = Training.run(
                    heads,
                    family(m),
                    start(m, settings.spread(), stream.split("start")),
                    schedule,
                    stream.split("train"),
                    checkpoint);
            if (training.divergedAt().isPresent()) {
                return new Outcome(Map.of(), training.divergedAt());
            }
            trained = training.last().theta();
            outputs.put("train_loss", training.last().loss());
            outputs.put("off_pattern", heads.offPattern(trained));
            for (int h = 0; h < m.heads(); h++) {
                outputs.put("omega_" + (h + 1), heads.omega(trained, h));
                outputs.put("mu_" + (h + 1), heads.mu(trained, h, 0));
            }
        }
        test(m, settings, heads, trained, stream.split("test"), outputs, checkpoint);
        return new Outcome(outputs, Optional.empty());
    }

    private static void test(
            Model m,
            ExperimentSettings settings,
            SoftmaxHeads heads,
            double[] trained,
            RandomStream stream,
            Map<String, Double> outputs,
            Checkpoint checkpoint) {
        boolean one = m.tasks() == 1;
        SoftmaxHeads two = new SoftmaxHeads(2, m.d(), m.tasks());
        double[] reduced = new double[2 * (m.d() + m.tasks())];
        Arrays.fill(reduced, 0, m.d(), m.gamma());
        Arrays.fill(reduced, m.d(), 2 * m.d(), -m.gamma());
        if (one) {
            reduced[2 * m.d()] = m.mu();
            reduced[2 * m.d() + 1] = -m.mu();
        }
        double[] pair = two.diagonal(reduced);
        Map<String, Double> sums = new LinkedHashMap<>();
        for (int from = 0, chunk = 0; from < settings.prompts(); from += CHUNK, chunk++) {
            checkpoint.reached((double) from / settings.prompts());
            int count = Math.min(CHUNK, settings.prompts() - from);
            Batch at = family(m).draw(count, stream.split("context").split(chunk));
            if (trained.length > 0) {
                sums.merge("risk", count * heads.loss(trained, at), Double::sum);
            }
            if (one) {
                Batch test = m.testLength() == m.length()
                        ? at
                        : family(m)
                                .withLength(m.testLength())
                                .draw(count, stream.split("other").split(chunk));
                sums.merge("mc_pair", count * two.loss(pair, test), Double::sum);
                sums.merge("mc_gd", error(Estimators.descent(m.eta(), at), at), Double::sum);
                sums.merge("mc_debiased", error(Estimators.debiased(m.eta(), at), at), Double::sum);
                if (m.d() <= LARGEST_RIDGE && (m.sigma2() > 0 || m.length() > m.d())) {
                    sums.merge("mc_ridge", error(Estimators.ridge(m.d() * m.sigma2(), at), at), Double::sum);
                }
            }
        }
        sums.forEach((name, sum) -> outputs.put(name, sum / settings.prompts()));
    }

    /** Sum over the prompts of the squared error of the first task. */
    public static double error(double[] answers, Batch batch) {
        int tasks = batch.width() - batch.d();
        double sum = 0;
        for (int i = 0; i < answers.length; i++) {
            double r = answers[i] - batch.targets()[i * tasks];
            sum += r * r;
        }
        return sum;
    }
}
