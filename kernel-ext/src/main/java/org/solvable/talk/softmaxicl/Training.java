package org.solvable.talk.softmaxicl;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.solvable.data.family.MultiTaskPrompts;
import org.solvable.grad.Adam;
import org.solvable.grad.Optimizer;
import org.solvable.grad.Parameter;
import org.solvable.grad.ParameterSet;
import org.solvable.grad.Sgd;
import org.solvable.grad.TrainingCheckpoint;
import org.solvable.linalg.Checkpoint;
import org.solvable.linalg.Precision;
import org.solvable.random.RandomStream;

/**
 * Trains {@link SoftmaxHeads} on fresh prompts at every step, with a record of how the parameters went and a file from which a
 * stopped run goes on to the same numbers.
 *
 * @param history parameters and loss at the recorded steps, the last included
 * @param divergedAt the step at which the loss or a parameter left its range; training stopped there
 */
public record Training(List<Moment> history, Optional<Long> divergedAt) {

    /** A loss this many times the first one, which was near the plateau, is no fluctuation of a batch. */
    private static final double DIVERGED = 1000;

    /** Copies the list. */
    public Training {
        history = List.copyOf(history);
    }

    /** Which optimiser. */
    public enum Method {
        /** Gradient descent: its time is rate x steps. */
        SGD,
        /** Adam with its usual constants. */
        ADAM
    }

    /**
     * One recorded step.
     *
     * @param step steps made
     * @param loss on the prompts of the next step
     * @param theta parameters of {@link SoftmaxHeads}
     */
    public record Moment(long step, double loss, double[] theta) {
        /** Copies the array. */
        public Moment {
            theta = theta.clone();
        }
    }

    /**
     * Steps and rates.
     *
     * @param steps in all, those of a resumed run included
     * @param every steps between two records, at least 1
     * @param batch prompts of one step, at least 1
     * @param rate learning rate, finite and positive
     * @param file where the state is kept after every record; resumed from if it exists
     */
    public record Schedule(long steps, int every, int batch, Method method, double rate, Optional<Path> file) {

        /** Checks the ranges. */
        public Schedule {
            if (steps < 0 || every < 1 || batch < 1) {
                throw new IllegalArgumentException(
                        "steps, every, batch = " + steps + ", " + every + ", " + batch + ": must be at least 0, 1, 1");
            }
            if (!(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("rate = " + rate + ": must be finite and > 0");
            }
        }
    }

    /** The last recorded moment. */
    public Moment last() {
        return history.getLast();
    }

    /** The recorded steps. */
    public double[] steps() {
        return history.stream().mapToDouble(Moment::step).toArray();
    }

    /** A function of the parameters at the recorded steps. */
    public double[] along(java.util.function.ToDoubleFunction<double[]> quantity) {
        return history.stream()
                .mapToDouble(m -> quantity.applyAsDouble(m.theta()))
                .toArray();
    }

    /**
     * Trains.
     *
     * @param start parameters at step 0, finite; not changed
     * @param stream step k draws its prompts from {@code stream.split(k)}
     * @param checkpoint looked at before every step; what it throws stops the work, and the file keeps what was reached
     */
    public static Training run(
            SoftmaxHeads model,
            MultiTaskPrompts family,
            double[] start,
            Schedule schedule,
            RandomStream stream,
            Checkpoint checkpoint) {
        if (start.length != model.size() || !Arrays.stream(start).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException(
                    "start has " + start.length + " numbers: must be " + model.size() + " finite numbers");
        }
        try (ParameterSet set = new ParameterSet(Precision.DOUBLE, RandomStream.of(0))) {
            Parameter parameter = set.add("heads", 1, model.size(), (rows, columns, unused) -> start.clone());
            Optimizer optimizer = schedule.method() == Method.SGD
                    ? new Sgd(set, schedule.rate())
                    : new Adam(set, Adam.Settings.standard(schedule.rate()));
            if (schedule.file().isPresent() && Files.exists(schedule.file().get())) {
                TrainingCheckpoint.restore(schedule.file().get(), set, optimizer);
            }
            return loop(model, family, set, parameter, optimizer, schedule, stream, checkpoint);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Training loop(
            SoftmaxHeads model,
            MultiTaskPrompts family,
            ParameterSet set,
            Parameter parameter,
            Optimizer optimizer,
            Schedule schedule,
            RandomStream stream,
            Checkpoint checkpoint)
            throws IOException {
        List<Moment> history = new ArrayList<>();
        double[] theta = new double[model.size()];
        double[] gradient = new double[model.size()];
        double limit = DIVERGED * plateau(family);
        while (true) {
            long step = optimizer.steps();
            checkpoint.reached(schedule.steps() == 0 ? 1 : Math.min(1, (double) step / schedule.steps()));
            for (int i = 0; i < theta.length; i++) {
                theta[i] = parameter.value().get(0, i);
            }
            double loss = model.gradient(theta, family.draw(schedule.batch(), stream.split(step)), gradient);
            if (!(loss <= limit)) {
                return new Training(history, Optional.of(step));
            }
            boolean end = step >= schedule.steps();
            if (end || step % schedule.every() == 0) {
                history.add(new Moment(step, loss, theta));
                if (schedule.file().isPresent()) {
                    TrainingCheckpoint.save(schedule.file().get(), set, optimizer);
                }
            }
            if (end) {
                return new Training(history, Optional.empty());
            }
            for (int i = 0; i < theta.length; i++) {
                parameter.gradient().set(0, i, gradient[i]);
            }
            optimizer.step();
        }
    }

    private static double plateau(MultiTaskPrompts family) {
        double sum = 0;
        for (int n = 0; n < family.tasks(); n++) {
            sum += family.noise()[n] + Arrays.stream(family.variances()[n]).sum();
        }
        return sum;
    }
}
