package org.solvable.show;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.solvable.model.Measured;

/**
 * Quantities along training, with the phases of training as shaded stretches of the time axis.
 *
 * <p>Each method returns a changed copy.
 *
 * {@snippet :
 * TrainingDynamics.of("Plateau and escape").time("steps").quantity("loss").logTime()
 *         .curve("theory", t, loss).measured("network", steps, runs)
 *         .phases(new double[] {1, 300, 2_000, 100_000}, List.of("plateau", "escape", "convergence"))
 * }
 */
public final class TrainingDynamics implements Drawable {

    private final Figure drawn;

    private TrainingDynamics(Figure drawn) {
        this.drawn = drawn;
    }

    /** Nothing drawn yet. */
    public static TrainingDynamics of(String title) {
        return new TrainingDynamics(Figure.of(title).x("step"));
    }

    /** Changes the last panel: marks, axes, further layers; see {@link Figure}. */
    public TrainingDynamics with(UnaryOperator<Figure> change) {
        return new TrainingDynamics(change.apply(drawn));
    }

    /** The label of the time axis: steps, samples per parameter, epochs. */
    public TrainingDynamics time(String label) {
        return with(f -> f.x(label));
    }

    /** The label of the vertical axis of this panel. */
    public TrainingDynamics quantity(String label) {
        return with(f -> f.y(label));
    }

    /** Logarithmic time. */
    public TrainingDynamics logTime() {
        return with(Figure::logX);
    }

    /** A logarithmic vertical axis in this panel. */
    public TrainingDynamics logQuantity() {
        return with(Figure::logY);
    }

    /** One sentence below. */
    public TrainingDynamics caption(String sentence) {
        return with(f -> f.caption(sentence));
    }

    /** A curve; {@code time} and {@code values} are equally long. */
    public TrainingDynamics curve(String name, double[] time, double[] values) {
        return with(f -> f.line(name, time, values));
    }

    /** Points with bars of one standard error, as many as {@code time}. */
    public TrainingDynamics measured(String name, double[] time, List<Measured> values) {
        return with(f -> f.points(name, time, values));
    }

    /**
     * Several runs: their mean as a curve, and the area of one standard deviation between runs around it.
     *
     * @param runs one row for each run, each as long as {@code time}; at least two
     */
    public TrainingDynamics runs(String name, double[] time, double[][] runs) {
        if (runs.length < 2) {
            throw new IllegalArgumentException("runs = " + runs.length + " rows: a spread needs at least 2");
        }
        for (int r = 0; r < runs.length; r++) {
            if (runs[r].length != time.length) {
                throw new IllegalArgumentException(
                        "runs[" + r + "] has " + runs[r].length + " values: must have as many as time, " + time.length);
            }
        }
        double[] mean = new double[time.length];
        double[] low = new double[time.length];
        double[] high = new double[time.length];
        for (int t = 0; t < time.length; t++) {
            int at = t;
            double[] values = Arrays.stream(runs).mapToDouble(run -> run[at]).toArray();
            Measured m = Measured.of(values);
            double deviation = m.standardError() * Math.sqrt(runs.length);
            mean[t] = m.mean();
            low[t] = m.mean() - deviation;
            high[t] = m.mean() + deviation;
        }
        return with(f -> f.band(name, time, low, high).line(name, time, mean));
    }

    /** A shaded stretch of time from {@code from} to {@code to}, with its name at the top. */
    public TrainingDynamics phase(double from, double to, String name) {
        return with(f -> f.between(from, to, name));
    }

    /**
     * Phases that follow one another.
     *
     * @param boundaries their ends, increasing, one more than names
     */
    public TrainingDynamics phases(double[] boundaries, List<String> names) {
        if (boundaries.length != names.size() + 1) {
            throw new IllegalArgumentException(
                    "boundaries = " + boundaries.length + " values for " + names.size() + " phases: must be one more");
        }
        TrainingDynamics t = this;
        for (int i = 0; i < names.size(); i++) {
            t = t.phase(boundaries[i], boundaries[i + 1], names.get(i));
        }
        return t;
    }

    /**
     * Another quantity in a panel below, over the same time; phases of the first panel are shaded there too, unnamed.
     *
     * @param quantity the label of its vertical axis
     */
    public TrainingDynamics below(String quantity) {
        Panel first = drawn.panels().getFirst();
        List<Layer> shades = new ArrayList<>();
        for (Layer l : first.layers()) {
            if (l instanceof Layer.Region r && r.vertical()) {
                shades.add(new Layer.Region("", true, r.from(), r.to(), r.color()));
            }
        }
        return with(f -> {
            Figure g = f.panel("", 1).x(first.x().label()).y(quantity).sharedX();
            g = first.x().log() ? g.logX() : g;
            for (Layer shade : shades) {
                g = g.draw(shade);
            }
            return g;
        });
    }

    @Override
    public Figure figure() {
        return drawn;
    }

    @Override
    public String toString() {
        return drawn.alt();
    }
}
