package org.solvable.num;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A computed solution of an initial value problem at the wanted times, as far as it was reached. Immutable. */
public final class Trajectory {

    /**
     * An event on the way.
     *
     * @param name of the {@link OdeEvent}
     * @param time when
     * @param state where; a copy
     */
    public record Occurrence(String name, double time, List<Double> state) {
        /** Copies the list. */
        public Occurrence {
            state = List.copyOf(state);
        }
    }

    private final double[] times;
    private final double[][] states;
    private final double endTime;
    private final double[] endState;
    private final List<Occurrence> occurrences;
    private final Optional<String> stoppedBy;
    private final int evaluations;
    private final SolveStatus status;

    Trajectory(
            List<Double> times,
            List<double[]> states,
            double endTime,
            double[] endState,
            List<Occurrence> occurrences,
            Optional<String> stoppedBy,
            int evaluations,
            SolveStatus status) {
        this.times = times.stream().mapToDouble(Double::doubleValue).toArray();
        this.states = new ArrayList<>(states).toArray(new double[0][]);
        this.endTime = endTime;
        this.endState = endState.clone();
        this.occurrences = List.copyOf(occurrences);
        this.stoppedBy = Objects.requireNonNull(stoppedBy, "stoppedBy");
        this.evaluations = evaluations;
        this.status = Objects.requireNonNull(status, "status");
    }

    /** Number of wanted times that were reached. */
    public int size() {
        return times.length;
    }

    /** Wanted time number i. */
    public double time(int i) {
        return times[i];
    }

    /** The state at wanted time number i, a copy. */
    public double[] state(int i) {
        return states[i].clone();
    }

    /** Component {@code component} of the state at every reached wanted time. */
    public double[] component(int component) {
        double[] values = new double[times.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = states[i][component];
        }
        return values;
    }

    /** Time at which the integration ended: the last wanted time, a stopping event, or a failure. */
    public double endTime() {
        return endTime;
    }

    /** State at {@link #endTime()}, a copy. */
    public double[] endState() {
        return endState.clone();
    }

    /** Events in the order of time. */
    public List<Occurrence> occurrences() {
        return occurrences;
    }

    /** Name of the event that ended the integration, if one did. */
    public Optional<String> stoppedBy() {
        return stoppedBy;
    }

    /** Number of evaluations of the right side. */
    public int evaluations() {
        return evaluations;
    }

    /**
     * {@link SolveStatus#CONVERGED} if the end or a stopping event was reached, else {@link SolveStatus#STEP_LIMIT}, {@link
     * SolveStatus#STEP_TOO_SMALL} or {@link SolveStatus#NOT_FINITE}.
     */
    public SolveStatus status() {
        return status;
    }

    /** Whether the end or a stopping event was reached. */
    public boolean converged() {
        return status.converged();
    }

    @Override
    public String toString() {
        return "Trajectory[size=" + size() + ", endTime=" + endTime + ", evaluations=" + evaluations + ", stoppedBy="
                + stoppedBy.orElse("nothing") + ", status=" + status + "]";
    }
}
