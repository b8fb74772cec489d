package org.solvable.talk.inductionheads;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.solvable.grad.Initializer;
import org.solvable.grad.Optimizer;
import org.solvable.grad.Parameter;
import org.solvable.grad.ParameterSet;
import org.solvable.grad.TrainingCheckpoint;
import org.solvable.linalg.Checkpoint;
import org.solvable.linalg.MatrixView;
import org.solvable.linalg.Precision;
import org.solvable.random.RandomStream;

/**
 * Full-batch gradient descent on {@link Transformer} with a rate of its own for w, c and a, in place, with a record of how the
 * parameters went and a file from which a stopped run goes on.
 *
 * @param history parameters and loss at the recorded steps, first and last included
 * @param divergedAt the step at which the loss or a parameter left its range, if that happened; training stopped there
 */
public record Training(List<Moment> history, Optional<Long> divergedAt) {

    /**
     * One recorded step.
     *
     * @param step number of steps made
     * @param loss mean loss before the next step
     * @param theta parameters
     */
    public record Moment(long step, double loss, List<Double> theta) {

        public Moment {
            theta = List.copyOf(theta);
        }

        /** The parameters as an array. */
        public double[] parameters() {
            return theta.stream().mapToDouble(Double::doubleValue).toArray();
        }
    }

    /**
     * Steps and rates.
     *
     * @param steps in all, those of a resumed run included
     * @param every steps between two records, at least 1
     * @param rateW learning rate of w, 0 to freeze
     * @param rateC of c
     * @param rateA of a
     * @param file where the state is kept after every record; resumed from if it exists
     */
    public record Schedule(long steps, int every, double rateW, double rateC, double rateA, Optional<Path> file) {

        public Schedule {
            if (steps < 0 || every < 1) {
                throw new IllegalArgumentException(
                        "steps, every = " + steps + ", " + every + ": must be at least 0 and 1");
            }
            for (double rate : new double[] {rateW, rateC, rateA}) {
                if (!(rate >= 0 && rate < Double.POSITIVE_INFINITY)) {
                    throw new IllegalArgumentException("learning rate = " + rate + ": must be finite and >= 0");
                }
            }
        }
    }

    public Training {
        history = List.copyOf(history);
    }

    /** The last recorded moment. */
    public Moment last() {
        return history.getLast();
    }

    /** Counts steps and moves each parameter with its own rate. */
    private static final class Descent implements Optimizer {
        private final ParameterSet set;
        private final double[] rates;
        private long steps;

        Descent(ParameterSet set, double... rates) {
            this.set = set;
            this.rates = rates;
        }

        @Override
        public void step() {
            for (int i = 0; i < rates.length; i++) {
                Parameter p = set.all().get(i);
                for (long r = 0; r < p.value().rows(); r++) {
                    for (long c = 0; c < p.value().columns(); c++) {
                        p.value()
                                .set(
                                        r,
                                        c,
                                        p.value().get(r, c)
                                                - rates[i] * p.gradient().get(r, c));
                    }
                }
            }
            steps++;
        }

        @Override
        public long steps() {
            return steps;
        }

        @Override
        public List<MatrixView> state() {
            return List.of();
        }

        @Override
        public void resumeAt(long count) {
            steps = count;
        }
    }

    /**
     * Trains.
     *
     * @param start parameters at step 0; not changed
     * @param checkpoint looked at before every step
     */
    public static Training run(
            Transformer model, Transformer.Batch batch, double[] start, Schedule schedule, Checkpoint checkpoint) {
        int features = model.features().size();
        try (ParameterSet set = new ParameterSet(Precision.DOUBLE, RandomStream.of(0))) {
            Initializer zero = (rows, columns, stream) -> new double[rows * columns];
            set.add("heads.w", model.heads(), model.weights(), zero);
            set.add("features.c", 1, features, zero);
            set.add("classifier.a", 1, 1, zero);
            write(set, start, false);
            Descent descent = new Descent(set, schedule.rateW(), schedule.rateC(), schedule.rateA());
            if (schedule.file().isPresent() && Files.exists(schedule.file().get())) {
                TrainingCheckpoint.restore(schedule.file().get(), set, descent);
            }
            return loop(model, batch, set, descent, schedule, checkpoint);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Training loop(
            Transformer model,
            Transformer.Batch batch,
            ParameterSet set,
            Descent descent,
            Schedule schedule,
            Checkpoint checkpoint)
            throws IOException {
        List<Moment> history = new ArrayList<>();
        double[] theta = new double[model.size()];
        double[] gradient = new double[model.size()];
        double limit = Double.NaN;
        double normLimit = Double.NaN;
        while (true) {
            checkpoint.reached(schedule.steps() == 0 ? 1 : (double) descent.steps() / schedule.steps());
            read(set, theta);
            if (Double.isNaN(normLimit)) {
                normLimit = 1e6 * Math.max(1, model.featureNorm(theta));
            }
            double loss = bounded(model, theta, normLimit) ? model.loss(batch, theta, gradient) : Double.NaN;
            if (Double.isNaN(limit)) {
                // More than a uniform guess worse than at the start: no descent.
                limit = loss + Math.log(batch.vocabulary());
            }
            if (!(loss <= limit)) {
                return new Training(history, Optional.of(descent.steps()));
            }
            boolean end = descent.steps() >= schedule.steps();
            if (end || descent.steps() % schedule.every() == 0) {
                history.add(new Moment(
                        descent.steps(),
                        loss,
                        java.util.Arrays.stream(theta).boxed().toList()));
                if (schedule.file().isPresent()) {
                    TrainingCheckpoint.save(schedule.file().get(), set, descent);
                }
            }
            if (end) {
                return new Training(history, Optional.empty());
            }
            write(set, gradient, true);
            descent.step();
        }
    }

    private static boolean bounded(Transformer model, double[] theta, double normLimit) {
        for (double v : theta) {
            if (!Double.isFinite(v)) {
                return false;
            }
        }
        double norm = model.featureNorm(theta);
        return Math.abs(model.strength(theta)) < 700 && norm > 0 && norm < normLimit;
    }

    private static void write(ParameterSet set, double[] from, boolean gradient) {
        int next = 0;
        for (Parameter p : set.all()) {
            MatrixView m = gradient ? p.gradient() : p.value();
            for (long r = 0; r < m.rows(); r++) {
                for (long c = 0; c < m.columns(); c++) {
                    m.set(r, c, from[next++]);
                }
            }
        }
        if (next != from.length) {
            throw new IllegalArgumentException("start has length " + from.length + ": must be " + next);
        }
    }

    private static void read(ParameterSet set, double[] to) {
        int next = 0;
        for (Parameter p : set.all()) {
            for (long r = 0; r < p.value().rows(); r++) {
                for (long c = 0; c < p.value().columns(); c++) {
                    to[next++] = p.value().get(r, c);
                }
            }
        }
    }
}
