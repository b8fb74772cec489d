package org.solvable.model;

/**
 * One solvable model: the door through which sweeps, notebooks and the command line reach its theory and experiment.
 *
 * <p>Implementations are found by {@link java.util.ServiceLoader}; adding a talk adds one.
 *
 * @param <M> record of parameters, components annotated with {@link Parameter}
 * @param <O> record of outputs, components annotated with {@link Output}
 * @param <X> record of experiment settings (sizes, replicas, seed), annotated with {@link Parameter}
 */
public interface SolvableModel<M extends Record, O extends Record, X extends Record> {

    /** The id: theory sheet, command line, notebook. */
    String id();

    /** A title a person reads. */
    String title();

    Class<M> parameters();

    Class<O> outputs();

    Class<X> experiment();

    /** The theory at one point. */
    Solution<O> solve(M model, Run run);

    /** The experiment at one point. */
    Measurement measure(M model, X settings, Run run);
}
