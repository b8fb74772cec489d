package org.solvable.num;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hipparchus.analysis.UnivariateFunction;
import org.hipparchus.analysis.solvers.BracketedUnivariateSolver;
import org.hipparchus.analysis.solvers.BracketingNthOrderBrentSolver;
import org.hipparchus.exception.MathIllegalArgumentException;
import org.hipparchus.exception.MathIllegalStateException;
import org.hipparchus.ode.ODEState;
import org.hipparchus.ode.ODEStateAndDerivative;
import org.hipparchus.ode.OrdinaryDifferentialEquation;
import org.hipparchus.ode.events.Action;
import org.hipparchus.ode.events.AdaptableInterval;
import org.hipparchus.ode.events.ODEEventDetector;
import org.hipparchus.ode.events.ODEEventHandler;
import org.hipparchus.ode.nonstiff.DormandPrince853Integrator;
import org.hipparchus.ode.sampling.ODEStateInterpolator;
import org.hipparchus.ode.sampling.ODEStepHandler;
import org.solvable.linalg.Checkpoint;

/**
 * Solves initial value problems by the Dormand-Prince method of order 8 with error control of orders 5 and 3 (Hairer, Norsett,
 * Wanner, "Solving Ordinary Differential Equations I", section II.10), as implemented in Hipparchus.
 *
 * <p>Explicit: fine for gradient flows and their plateaus; on stiff problems the steps become small and the status says so.
 *
 * @param relativeTolerance wanted local error relative to each component, in (0, 1)
 * @param absoluteTolerance wanted local error of each component, positive
 * @param maxStep longest step, positive
 * @param maxEvaluations limit of evaluations of the right side, at least 20
 */
public record OdeSolver(double relativeTolerance, double absoluteTolerance, double maxStep, int maxEvaluations) {

    private static final long CHECK_NANOS = 10_000_000;

    /** Checks the ranges. */
    public OdeSolver {
        if (!(relativeTolerance > 0 && relativeTolerance < 1)) {
            throw new IllegalArgumentException("relativeTolerance = " + relativeTolerance + ": must be in (0, 1)");
        }
        if (!(absoluteTolerance > 0)) {
            throw new IllegalArgumentException("absoluteTolerance = " + absoluteTolerance + ": must be > 0");
        }
        if (!(maxStep > 0)) {
            throw new IllegalArgumentException("maxStep = " + maxStep + ": must be > 0");
        }
        if (maxEvaluations < 20) {
            throw new IllegalArgumentException("maxEvaluations = " + maxEvaluations + ": must be >= 20");
        }
    }

    /** Tolerances 1e-9 relative, 1e-12 absolute, any step, 10 million evaluations. */
    public static OdeSolver dormandPrince() {
        return new OdeSolver(1e-9, 1e-12, Double.MAX_VALUE, 10_000_000);
    }

    /** A copy with other tolerances. */
    public OdeSolver withTolerances(double relative, double absolute) {
        return new OdeSolver(relative, absolute, maxStep, maxEvaluations);
    }

    /** A copy with another longest step. */
    public OdeSolver withMaxStep(double step) {
        return new OdeSolver(relativeTolerance, absoluteTolerance, step, maxEvaluations);
    }

    /** A copy with another limit of evaluations. */
    public OdeSolver withMaxEvaluations(int limit) {
        return new OdeSolver(relativeTolerance, absoluteTolerance, maxStep, limit);
    }

    /**
     * Integrates without events.
     *
     * @param system the right side
     * @param start state at {@code times[0]}, finite
     * @param times wanted times, at least two, strictly monotone (falling times integrate backwards)
     * @param checkpoint called between evaluations; what it throws stops the work and is passed on
     */
    public Trajectory solve(OdeSystem system, double[] start, double[] times, Checkpoint checkpoint) {
        return solve(system, start, times, List.of(), checkpoint);
    }

    /** Integrates and looks for events; see {@link #solve(OdeSystem, double[], double[], Checkpoint)}. */
    public Trajectory solve(
            OdeSystem system, double[] start, double[] times, List<OdeEvent> events, Checkpoint checkpoint) {
        checkTimes(times);
        for (int i = 0; i < start.length; i++) {
            if (!(Math.abs(start[i]) < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("start[" + i + "] = " + start[i] + ": must be finite");
            }
        }
        return new Run(system, start, times, checkpoint).integrate(events);
    }

    private static void checkTimes(double[] times) {
        if (times.length < 2) {
            throw new IllegalArgumentException("times: " + times.length + " given, need at least 2");
        }
        for (int i = 0; i < times.length; i++) {
            boolean ordered = i == 0 || (times[i] - times[i - 1]) * Math.signum(times[1] - times[0]) > 0;
            if (!(Math.abs(times[i]) < Double.POSITIVE_INFINITY) || !ordered) {
                throw new IllegalArgumentException(
                        "times[" + i + "] = " + times[i] + ": must be finite and strictly monotone");
            }
        }
    }

    /** Carries a non-finite derivative out of the integrator. */
    private static final class NotFinite extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotFinite() {
            super(null, null, false, false);
        }
    }

    /** One integration. */
    private final class Run implements OrdinaryDifferentialEquation, ODEStepHandler {
        private final OdeSystem system;
        private final double[] wanted;
        private final Checkpoint checkpoint;
        private final List<Double> times = new ArrayList<>();
        private final List<double[]> states = new ArrayList<>();
        private final List<Trajectory.Occurrence> occurrences = new ArrayList<>();
        private Optional<String> stoppedBy = Optional.empty();
        private double now;
        private double[] state;
        private long lastCheck = System.nanoTime();

        Run(OdeSystem system, double[] start, double[] wanted, Checkpoint checkpoint) {
            this.system = system;
            this.wanted = wanted.clone();
            this.checkpoint = checkpoint;
            this.now = wanted[0];
            this.state = start.clone();
        }

        Trajectory integrate(List<OdeEvent> events) {
            double end = wanted[wanted.length - 1];
            double span = Math.abs(end - wanted[0]);
            double smallest = Math.min(1e-13 * Math.max(span, Math.abs(end)), 0.5 * maxStep);
            DormandPrince853Integrator integrator = new DormandPrince853Integrator(
                    smallest, Math.min(maxStep, span), absoluteTolerance, relativeTolerance);
            integrator.setMaxEvaluations(maxEvaluations);
            integrator.addStepHandler(this);
            events.forEach(event -> integrator.addEventDetector(new Detector(event, span)));
            times.add(wanted[0]);
            states.add(state.clone());
            SolveStatus status = SolveStatus.CONVERGED;
            try {
                ODEStateAndDerivative last = integrator.integrate(this, new ODEState(wanted[0], state), end);
                now = last.getTime();
                state = last.getPrimaryState();
                checkpoint.reached(1);
            } catch (NotFinite e) {
                status = SolveStatus.NOT_FINITE;
            } catch (MathIllegalStateException tooManyEvaluations) {
                status = SolveStatus.STEP_LIMIT;
            } catch (MathIllegalArgumentException stepTooSmall) {
                status = SolveStatus.STEP_TOO_SMALL;
            }
            return new Trajectory(
                    times, states, now, state, occurrences, stoppedBy, integrator.getEvaluations(), status);
        }

        @Override
        public int getDimension() {
            return state.length;
        }

        @Override
        public double[] computeDerivatives(double t, double[] y) {
            double[] derivative = new double[y.length];
            system.derivative(t, y, derivative);
            for (double d : derivative) {
                if (!Double.isFinite(d)) {
                    throw new NotFinite();
                }
            }
            if (System.nanoTime() - lastCheck > CHECK_NANOS) {
                checkpoint.reached((now - wanted[0]) / (wanted[wanted.length - 1] - wanted[0]));
                lastCheck = System.nanoTime();
            }
            return derivative;
        }

        @Override
        public void handleStep(ODEStateInterpolator interpolator) {
            ODEStateAndDerivative current = interpolator.getCurrentState();
            double direction = interpolator.isForward() ? 1 : -1;
            while (times.size() < wanted.length && direction * (current.getTime() - wanted[times.size()]) >= 0) {
                double t = wanted[times.size()];
                double[] y = t == current.getTime()
                        ? current.getPrimaryState()
                        : interpolator.getInterpolatedState(t).getPrimaryState();
                times.add(t);
                states.add(y.clone());
            }
            now = current.getTime();
            state = current.getPrimaryState();
        }

        /** Joins an event to the integrator. */
        private final class Detector implements ODEEventDetector, ODEEventHandler {
            private final OdeEvent event;
            private final double span;

            Detector(OdeEvent event, double span) {
                this.event = event;
                this.span = span;
            }

            @Override
            public AdaptableInterval getMaxCheckInterval() {
                return AdaptableInterval.of(event.checkInterval());
            }

            @Override
            public int getMaxIterationCount() {
                return 200;
            }

            @Override
            public BracketedUnivariateSolver<UnivariateFunction> getSolver() {
                return new BracketingNthOrderBrentSolver(0, 1e-13 * span, 0, 5);
            }

            @Override
            public ODEEventHandler getHandler() {
                return this;
            }

            @Override
            public double g(ODEStateAndDerivative s) {
                return event.function().at(s.getTime(), s.getPrimaryState());
            }

            @Override
            public Action eventOccurred(ODEStateAndDerivative s, ODEEventDetector detector, boolean increasing) {
                List<Double> place = Arrays.stream(s.getPrimaryState()).boxed().toList();
                occurrences.add(new Trajectory.Occurrence(event.name(), s.getTime(), place));
                if (!event.stops()) {
                    return Action.CONTINUE;
                }
                stoppedBy = Optional.of(event.name());
                return Action.STOP;
            }
        }
    }
}
