package org.solvable.talk.sparsetoken;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.solvable.linalg.Backend;
import org.solvable.linalg.Checkpoint;
import org.solvable.linalg.MemoryBudget;
import org.solvable.model.Domain;
import org.solvable.model.Json;
import org.solvable.model.Measured;
import org.solvable.model.Measurement;
import org.solvable.model.Provenance;
import org.solvable.model.Replicas;
import org.solvable.model.Run;
import org.solvable.model.Status;
import org.solvable.random.RandomStream;

/**
 * Independent repetitions of an experiment of this talk, and how their results become a measurement.
 *
 * @param id of the model
 * @param inputs its parameters
 * @param settings of the experiment
 * @param seed its seed
 * @param replicas how many
 * @param threads at a time, 0 for as many as the run allows
 * @param bytes of Java heap that one of them needs
 */
record Trials(String id, Record inputs, Record settings, long seed, int replicas, int threads, long bytes) {

    /** Repetition number {@code index}, with its own stream. */
    interface Trial<T> {
        T run(RandomStream own, Backend backend, Checkpoint checkpoint);
    }

    /** Runs the repetitions; the numbers do not depend on the threads. */
    <T> Replicas<T> run(Run run, String size, Trial<T> trial) {
        MemoryBudget budget = MemoryBudget.standard();
        budget.requireHeap("One replica of " + id, bytes, "Lower d or the number of sequences");
        long wanted = threads == 0 ? run.threads() : Math.min(threads, run.threads());
        int together = (int) Math.clamp(budget.heapBytes() / Math.max(1, bytes), 1, Math.min(wanted, replicas));
        Backend backend = together == 1 ? run.backend() : run.withThreads(1).backend();
        RandomStream root = stream(size);
        return Replicas.run(
                replicas, together, run, (index, checkpoint) -> trial.run(root.split(index), backend, checkpoint));
    }

    /** The stream of all repetitions at a size, split by their number. */
    RandomStream stream(String size) {
        String parameters = Json.write(Domain.of(inputs.getClass()).values(inputs));
        return RandomStream.of(seed).split(id).split(size + " " + parameters);
    }

    /** Outputs by name, in order. */
    static <T> Map<String, Measured> outputs(List<T> done, Map<String, ToDoubleFunction<T>> readers) {
        Map<String, Measured> outputs = new LinkedHashMap<>();
        readers.forEach((name, reader) ->
                outputs.put(name, Measured.of(done.stream().mapToDouble(reader).toArray())));
        return outputs;
    }

    /** The measurement. */
    Measurement measurement(Map<String, Measured> outputs, Map<String, Object> notes, Status status, String message) {
        return new Measurement(id, inputs, settings, outputs, notes, status, message, Provenance.of(id, seed));
    }

    /** A whole number of sequences. */
    static int count(String name, double alpha, int d) {
        double n = Math.rint(alpha * d);
        if (alpha == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException(
                    name + " = inf: an experiment needs finitely many sequences; use a large finite " + name);
        }
        if (!(n >= 1 && n <= Integer.MAX_VALUE)) {
            throw new IllegalArgumentException(
                    name + " = " + alpha + " at d = " + d + " gives " + n + " sequences: must be in [1, 2^31)");
        }
        return (int) n;
    }

    /** Bytes of Java heap for features, system and batches of a fit; saturates. */
    static long bytes(double sequences, double components) {
        double least = Math.min(sequences, components);
        return (long) (8 * (2 * sequences * components + 3 * least * least + 4e6));
    }
}
