package org.solvable.talk.softmaxicl;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.solvable.linalg.Checkpoint;
import org.solvable.num.OdeEvent;
import org.solvable.num.OdeSolver;
import org.solvable.num.OdeSystem;
import org.solvable.num.SolveStatus;
import org.solvable.num.Trajectory;
import org.solvable.random.RandomStream;

/**
 * Gradient flow of {@link SpectralLoss}: warm-up, emergence, convergence.
 *
 * @param loss what flows downhill
 * @param times wanted times that were reached
 * @param states parameters there, each Ω then M
 * @param emergence first time at which the mean of A over the supports is 1/(2κ); empty if not reached
 * @param status whether the end was reached
 */
public record TheoryFlow(
        SpectralLoss loss, double[] times, List<double[]> states, OptionalDouble emergence, SolveStatus status) {

    /** Longest step of the projected flow. */
    private static final double PROJECTED_STEP = 0.02;

    /** Copies the list. */
    public TheoryFlow {
        states = List.copyOf(states);
    }

    /** The start of a model: the numbers given, or a random one. */
    public static double[] start(Model model) {
        double[] w = Model.list("omega0", model.omega0(), model.heads());
        double[] m = Model.list("mu0", model.mu0(), model.heads());
        int d = model.d();
        int heads = model.heads();
        double[] theta = new double[heads * (d + model.tasks())];
        RandomStream stream = RandomStream.of(model.seed()).split("softmax-icl").split("start");
        double[] sum = new double[heads];
        for (int h = 0; h < heads; h++) {
            double common = stream.nextGaussian();
            for (int j = 0; j < d; j++) {
                // One task has one attention weight a head, on all coordinates; several tasks start apart.
                double z = model.tasks() == 1 ? common : stream.nextGaussian();
                theta[h * d + j] = w.length > 0 ? w[h] : model.init() * z;
                sum[h] += theta[h * d + j] / Math.sqrt(d);
            }
            for (int n = 0; n < model.tasks(); n++) {
                double z = stream.nextGaussian();
                int at = heads * d + h * model.tasks() + n;
                theta[at] = m.length > 0 ? m[h] : model.init() * z;
                sum[h] += theta[at];
            }
        }
        if (w.length == 0 && m.length == 0) {
            sign(model, theta, sum);
        }
        return theta;
    }

    private static void sign(Model model, double[] theta, double[] sum) {
        int positive = 0;
        for (double v : sum) {
            positive += v > 0 ? 1 : 0;
        }
        if (model.signs() == StartSigns.ONE) {
            for (int i = 0; i < theta.length; i++) {
                theta[i] = Math.abs(theta[i]);
            }
        } else if (model.signs() == StartSigns.BOTH && (positive == 0 || positive == sum.length)) {
            for (int j = 0; j < model.d(); j++) {
                theta[j] = -theta[j];
            }
            for (int n = 0; n < model.tasks(); n++) {
                int at = model.heads() * model.d() + n;
                theta[at] = -theta[at];
            }
        }
    }

    /** Flow of a model from its start to its time t, at 60 log-spaced times. */
    public static TheoryFlow of(Model model, Checkpoint checkpoint) {
        return of(model, start(model), logTimes(model.t(), 60), checkpoint);
    }

    /** 0, then {@code count - 1} log-spaced times from t/10⁴ to t. */
    public static double[] logTimes(double t, int count) {
        double[] times = new double[count];
        for (int i = 1; i < count; i++) {
            times[i] = i == count - 1 ? t : t * Math.pow(10, -4 * (1 - (i - 1.0) / (count - 2)));
        }
        return times;
    }

    /**
     * Flow from any start.
     *
     * @param start parameters, finite
     * @param times from 0, strictly increasing
     */
    public static TheoryFlow of(Model model, double[] start, double[] times, Checkpoint checkpoint) {
        SpectralLoss loss = new SpectralLoss(model.heads(), model.variances(), model.noise(), model.length());
        if (start.length != loss.size()) {
            throw new IllegalArgumentException(
                    "start has " + start.length + " numbers: must be H (d + N) = " + loss.size());
        }
        boolean scalar = model.mode() == FlowMode.SCALAR;
        OdeSystem downhill = (t, y, out) -> {
            loss.gradient(y, out);
            for (int i = 0; i < out.length; i++) {
                out[i] = -out[i];
            }
            if (scalar) {
                sumOverCoordinates(loss, out);
            }
        };
        if (model.constraint() == Constraint.NONNEGATIVE) {
            return projected(loss, downhill, start, times, checkpoint);
        }
        double half = threshold(model);
        OdeEvent emerged = OdeEvent.record("emergence", (t, y) -> signal(loss, model, y) - half);
        Trajectory path = OdeSolver.dormandPrince()
                .withMaxStep(longestStep(model))
                .solve(downhill, start, times, List.of(emerged), checkpoint);
        List<double[]> states = new ArrayList<>();
        double[] reached = new double[path.size()];
        for (int i = 0; i < reached.length; i++) {
            reached[i] = path.time(i);
            states.add(path.state(i));
        }
        OptionalDouble when = path.occurrences().stream()
                .mapToDouble(Trajectory.Occurrence::time)
                .findFirst();
        return new TheoryFlow(loss, reached, states, when, path.status());
    }

    private static void sumOverCoordinates(SpectralLoss loss, double[] out) {
        for (int h = 0; h < loss.heads(); h++) {
            double sum = 0;
            for (int j = 0; j < loss.d(); j++) {
                sum += out[loss.omega(h, j)];
            }
            for (int j = 0; j < loss.d(); j++) {
                out[loss.omega(h, j)] = sum;
            }
        }
    }

    /** Heun steps, each projected: the constraint makes the right side jump, so a high order would gain nothing. */
    private static TheoryFlow projected(
            SpectralLoss loss, OdeSystem downhill, double[] start, double[] times, Checkpoint checkpoint) {
        int size = start.length;
        double[] y = start.clone();
        double[] k1 = new double[size];
        double[] k2 = new double[size];
        double[] trial = new double[size];
        List<double[]> states = new ArrayList<>(List.of(y.clone()));
        double end = times[times.length - 1];
        for (int i = 1; i < times.length; i++) {
            double span = times[i] - times[i - 1];
            long steps = (long) Math.ceil(span / PROJECTED_STEP);
            double dt = span / steps;
            for (long step = 0; step < steps; step++) {
                if ((step & 1023) == 0) {
                    checkpoint.reached((times[i - 1] + step * dt) / end);
                }
                downhill.derivative(0, y, k1);
                for (int c = 0; c < size; c++) {
                    trial[c] = Math.max(0, y[c] + dt * k1[c]);
                }
                downhill.derivative(0, trial, k2);
                for (int c = 0; c < size; c++) {
                    y[c] = Math.max(0, y[c] + dt / 2 * (k1[c] + k2[c]));
                }
            }
            states.add(y.clone());
        }
        boolean finite = Double.isFinite(loss.value(y));
        return new TheoryFlow(
                loss,
                times.clone(),
                states,
                OptionalDouble.empty(),
                finite ? SolveStatus.CONVERGED : SolveStatus.NOT_FINITE);
    }

    /**
     * On the manifold the flow is stiff across and slow along it. Left to its error control alone the explicit method ends 4e-4
     * above the reference loss at t = 500 in the scalar mode; with these steps it agrees to 1e-6.
     */
    private static double longestStep(Model model) {
        return model.mode() == FlowMode.SCALAR ? 0.02 : 0.2;
    }

    private static double signal(SpectralLoss loss, Model model, double[] y) {
        double[][] a = loss.map(y);
        double[][] b = model.variances();
        double sum = 0;
        double weight = 0;
        for (int n = 0; n < a.length; n++) {
            for (int j = 0; j < loss.d(); j++) {
                sum += b[n][j] * a[n][j];
                weight += b[n][j];
            }
        }
        return sum / weight;
    }

    private static double threshold(Model model) {
        return 1 / (2 * TheoryLimits.kappa(model.d(), model.length(), model.sigma2()));
    }

    /** Parameters at the end. */
    public double[] end() {
        return states.getLast().clone();
    }

    /** Loss at the reached times. */
    public double[] losses() {
        return states.stream().mapToDouble(loss::value).toArray();
    }

    /** ω of head h at the reached times, averaged over the coordinates. */
    public double[] omega(int h) {
        return states.stream()
                .mapToDouble(y -> java.util.stream.IntStream.range(0, loss.d())
                                .mapToDouble(j -> y[loss.omega(h, j)])
                                .sum()
                        / loss.d())
                .toArray();
    }

    /** μ of head h for task n at the reached times. */
    public double[] mu(int h, int n) {
        return states.stream().mapToDouble(y -> y[loss.mu(h, n)]).toArray();
    }

    /** Σ over heads of μ ω, averaged over the coordinates, of task 0: the step that the heads take together. */
    public double[] signal() {
        return states.stream()
                .mapToDouble(
                        y -> java.util.Arrays.stream(loss.map(y)[0]).average().orElseThrow())
                .toArray();
    }

    /**
     * Predicted time of emergence of one isotropic task, from the growth along μ = ω.
     *
     * @return 0 if the start is already beyond it
     */
    public static double predictedEmergence(Model model, double[] start) {
        double kappa = TheoryLimits.kappa(model.d(), model.length(), model.sigma2());
        double root = model.mode() == FlowMode.SCALAR ? 1 : Math.sqrt(model.d());
        double u = 0;
        for (int h = 0; h < model.heads(); h++) {
            double mean = 0;
            for (int j = 0; j < model.d(); j++) {
                mean += start[h * model.d() + j] / model.d();
            }
            double sum = start[model.heads() * model.d() + h * model.tasks()] + root * mean;
            u += sum * sum / 4;
        }
        return Math.max(0, root / 4 * Math.log(Math.max(1, root / (kappa * u) - 1)));
    }
}
