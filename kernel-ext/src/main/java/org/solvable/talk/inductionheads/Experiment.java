package org.solvable.talk.inductionheads;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.solvable.data.family.NgramChains;
import org.solvable.data.family.TokenSequences;
import org.solvable.linalg.Checkpoint;
import org.solvable.model.Domain;
import org.solvable.model.Measured;
import org.solvable.model.Measurement;
import org.solvable.model.Provenance;
import org.solvable.model.Replicas;
import org.solvable.model.Run;
import org.solvable.model.Status;
import org.solvable.num.Minima;
import org.solvable.random.RandomStream;

/**
 * Trains the two-layer model end to end on fresh chains and compares it with predictors by counting; it never asks the theory.
 *
 * <p>Replica r draws from a stream of its own: the same numbers on any number of threads.
 */
public final class Experiment {

    private Experiment() {}

    /**
     * One trained model.
     *
     * @param training how it went
     * @param transformer the model
     * @param outputs what was measured, by name
     */
    public record Outcome(Training training, Transformer transformer, Map<String, Double> outputs) {

        public Outcome {
            outputs = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
        }

        /** A function of the parameters along the training, such as the share of a feature. */
        public double[] along(ToDoubleFunction<double[]> quantity) {
            return training.history().stream()
                    .mapToDouble(m -> quantity.applyAsDouble(m.parameters()))
                    .toArray();
        }

        /** The recorded steps. */
        public double[] steps() {
            return training.history().stream()
                    .mapToDouble(Training.Moment::step)
                    .toArray();
        }
    }

    /**
     * Runs all replicas.
     *
     * <p>Outputs: {@code loss} (training), {@code test_loss}, {@code p} (share of S), {@code a}, {@code c_d}, {@code blur} (1 - Π
     * σ² over S), {@code sigma_1}… (weight of each head on its own lag), {@code tv} (distance from the induction head on S at the
     * same a), {@code a_star} (best a on the test sequences), {@code gih} (loss there), {@code gih_inf}, {@code bayes}, {@code
     * unigram}, {@code oracle}. A replica that diverges gives {@link Status#NOT_CONVERGED} and the step.
     */
    public static Measurement measure(Model model, ExperimentSettings settings, Run run) {
        transformer(model, settings);
        int threads = Math.min(settings.threads() == 0 ? run.threads() : settings.threads(), run.threads());
        Replicas<Outcome> replicas = Replicas.run(
                settings.replicas(),
                threads,
                run,
                (i, checkpoint) ->
                        replica(model, settings, i, Math.max(1, settings.steps()), Optional.empty(), checkpoint));
        List<Outcome> done = replicas.finished();
        List<Outcome> good =
                done.stream().filter(o -> o.training().divergedAt().isEmpty()).toList();
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
        String message = done.stream()
                .flatMap(o -> o.training().divergedAt().stream())
                .findFirst()
                .map(step -> "training diverged at step " + step + " in " + (done.size() - good.size()) + " of "
                        + settings.replicas() + " replicas, which stopped there: lower lr_a, lr_c or lr_w")
                .orElse(
                        replicas.complete()
                                ? ""
                                : "stopped on request after " + done.size() + " of " + settings.replicas()
                                        + " replicas, which are kept");
        Status status = !replicas.complete()
                ? Status.CANCELLED
                : good.size() < done.size() ? Status.NOT_CONVERGED : Status.CONVERGED;
        return new Measurement(
                InductionHeads.ID,
                model,
                settings,
                outputs,
                Map.of(
                        "features",
                        transformer(model, settings).features().toString(),
                        "set",
                        model.reported().toString()),
                status,
                message,
                Provenance.of(InductionHeads.ID, settings.seed()));
    }

    /** The untrained model of these settings. */
    public static Transformer transformer(Model model, ExperimentSettings settings) {
        return new Transformer(model.heads(), model.window(), model.degree(), model.loss(), settings.authorsVariant());
    }

    /** Training or test sequences of a replica. */
    public static TokenSequences sequences(Model model, int count, RandomStream stream) {
        NgramChains family = new NgramChains(model.d(), model.parents(), model.alpha(), model.length());
        return model.hasGivenKernel()
                ? family.draw(model.givenKernel(), count, stream, f -> {})
                : family.draw(count, stream, f -> {});
    }

    /** The stream of a replica; {@code train} and {@code test} are split from it. */
    public static RandomStream stream(Model model, ExperimentSettings settings, int index) {
        return RandomStream.of(settings.seed())
                .split(InductionHeads.ID)
                .split(Domain.of(Model.class).text(model))
                .split(index);
    }

    /**
     * One replica, for looking at it.
     *
     * @param every steps between records
     * @param file where training is kept and resumed from, if anywhere
     */
    public static Outcome replica(
            Model model,
            ExperimentSettings settings,
            int index,
            int every,
            Optional<java.nio.file.Path> file,
            Checkpoint checkpoint) {
        Transformer transformer = transformer(model, settings);
        RandomStream stream = stream(model, settings, index);
        checkpoint.reached(0);
        TokenSequences data = sequences(model, settings.sequences(), stream.split("train"));
        Transformer.Batch batch = transformer.batch(data, settings.softTarget());
        boolean joint = settings.stage() == Stage.JOINT;
        var schedule = new Training.Schedule(
                settings.steps(),
                every,
                joint || settings.stage() == Stage.COPIERS ? settings.rateW() : 0,
                joint || settings.stage() == Stage.PARENTS ? settings.rateC() : 0,
                joint || settings.stage() == Stage.CLASSIFIER ? settings.rateA() : 0,
                file);
        Training training = Training.run(
                transformer, batch, start(model, settings, transformer), schedule, checkpoint.part(0.05, 0.9));
        Map<String, Double> outputs = new LinkedHashMap<>();
        if (training.divergedAt().isEmpty()) {
            TokenSequences test = sequences(model, settings.tests(), stream.split("test"));
            checkpoint.reached(0.95);
            compare(model, transformer, training.last(), test, outputs);
        }
        return new Outcome(training, transformer, outputs);
    }

    /** Parameters at the start of a stage. */
    static double[] start(Model model, ExperimentSettings settings, Transformer transformer) {
        double[] theta = transformer.start(model.wPlus(), model.wMinus(), model.c0(), model.a());
        int w = transformer.heads() * transformer.weights();
        List<Integer> set = model.reported();
        int index = transformer.features().indexOf(set);
        if (settings.stage() == Stage.COPIERS || settings.stage() == Stage.CLASSIFIER) {
            if (index < 0) {
                throw new IllegalArgumentException("S = " + FeatureSets.text(set)
                        + ": must be a set of at most D of the heads 1..H in this stage");
            }
            Arrays.fill(theta, w, theta.length - 1, 0);
            theta[w + index] = model.c0();
        }
        if (settings.stage() == Stage.CLASSIFIER) {
            double[] sharp = transformer.start(800, 0, model.c0(), model.a());
            System.arraycopy(sharp, 0, theta, 0, w);
        }
        return theta;
    }

    private static void compare(
            Model model,
            Transformer transformer,
            Training.Moment last,
            TokenSequences test,
            Map<String, Double> outputs) {
        double[] theta = last.parameters();
        double[][] sigma = transformer.attention(theta);
        List<Integer> set = model.reported();
        double[] p = transformer.shares(theta);
        int index = transformer.features().indexOf(set);
        double a = transformer.strength(theta);
        Transformer.Batch batch = transformer.batch(test, true);
        double[][] y = transformer.predict(batch, theta);
        outputs.put("loss", last.loss());
        outputs.put("test_loss", transformer.loss(batch, theta));
        outputs.put("p", index < 0 ? Double.NaN : p[index]);
        outputs.put("a", a);
        outputs.put("c_d", transformer.featureNorm(theta));
        double product = 1;
        for (int h = 1; h <= transformer.heads(); h++) {
            int own = transformer.authorsVariant() ? 0 : h - 1;
            double weight = own < transformer.weights() ? sigma[h - 1][own] : 0;
            outputs.put("sigma_" + h, weight);
            product *= set.contains(h) ? weight * weight : 1;
        }
        outputs.put("blur", index < 0 ? Double.NaN : 1 - product);
        List<Estimators.Counts> heads = counts(test, set, transformer.span());
        List<Estimators.Counts> parents =
                counts(test, model.parents(), model.parents().getLast());
        double tv = 0;
        for (int b = 0; b < y.length; b++) {
            double[] other = Estimators.inductionHead(heads.get(b), a);
            for (int e = 0; e < other.length; e++) {
                tv += Math.abs(other[e] - y[b][e]) / 2 / y.length;
            }
        }
        outputs.put("tv", tv);
        ToDoubleFunction<Double> gih =
                s -> mean(Estimators.losses(test, model.loss(), b -> Estimators.inductionHead(heads.get(b), s)));
        double best = Minima.brent().find(s -> gih.applyAsDouble(s), 0, 30).argument();
        outputs.put("a_star", best);
        outputs.put("gih", gih.applyAsDouble(best));
        outputs.put("gih_inf", gih.applyAsDouble(Double.POSITIVE_INFINITY));
        outputs.put(
                "bayes",
                mean(Estimators.losses(test, model.loss(), b -> Estimators.bayes(parents.get(b), model.alpha()))));
        outputs.put("unigram", gih.applyAsDouble(0.0));
        outputs.put("oracle", mean(Estimators.losses(test, model.loss(), b -> test.targets()[b])));
    }

    private static List<Estimators.Counts> counts(TokenSequences data, List<Integer> set, int skip) {
        List<Estimators.Counts> all = new ArrayList<>();
        for (int[] x : data.tokens()) {
            all.add(Estimators.count(x, data.d(), set, skip));
        }
        return all;
    }

    private static double mean(double[] values) {
        return Measured.of(values).mean();
    }
}
