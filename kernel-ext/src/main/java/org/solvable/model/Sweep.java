package org.solvable.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A model solved or measured on a grid of its parameters: a value that describes the work, then {@link #run} does it.
 *
 * {@snippet :
 * SweepResult phases = Sweep.solving(Models.named("linear-attention-icl"))
 *         .over(Axis.log("alpha", 1, 100, 200))
 *         .over(Axis.log("kappa", 0.08, 100, 200))
 *         .with("tau", 2)
 *         .run(Run.quiet());
 * }
 *
 * <p>The table has a row for each point, in the order of the grid (the first axis varies slowest), whatever the number of
 * threads; the same sweep gives the same bytes. A stop keeps the finished points. With a journal each finished unit is
 * also appended to a file, and running the same sweep with the same journal goes on where it ended, also after a kill.
 *
 * <p>Replicas: {@code with("replicas", 20)} lets each measurement make its own 20 runs; {@link #withReplicas} instead makes
 * 20 separate units of work of one run each, which are journalled one by one and pooled in the table. The first unit then
 * has the given seed, the others have seeds derived from it.
 */
public final class Sweep {

    /** What is done at each point. */
    public enum Task {
        /** Theory. */
        SOLVE,
        /** Experiment. */
        MEASURE
    }

    private final SolvableModel<?, ?, ?> model;
    private final Task task;
    private final List<Axis> axes;
    private final Map<String, Object> fixed;
    private final int replicas;
    private final Optional<Integer> threads;
    private final Optional<Path> journal;

    private Sweep(
            SolvableModel<?, ?, ?> model,
            Task task,
            List<Axis> axes,
            Map<String, Object> fixed,
            int replicas,
            Optional<Integer> threads,
            Optional<Path> journal) {
        this.model = Objects.requireNonNull(model, "model");
        this.task = task;
        this.axes = List.copyOf(axes);
        this.fixed = fixed;
        this.replicas = replicas;
        this.threads = threads;
        this.journal = journal;
    }

    /** Theory of this model, so far at one point. */
    public static Sweep solving(SolvableModel<?, ?, ?> model) {
        return new Sweep(model, Task.SOLVE, List.of(), Map.of(), 1, Optional.empty(), Optional.empty());
    }

    /** Experiment of this model, so far at one point. */
    public static Sweep measuring(SolvableModel<?, ?, ?> model) {
        return new Sweep(model, Task.MEASURE, List.of(), Map.of(), 1, Optional.empty(), Optional.empty());
    }

    /**
     * One more axis; it varies faster than those before.
     *
     * @throws IllegalArgumentException if the name is unknown or already used, or a value is out of its range
     */
    public Sweep over(Axis axis) {
        requireFree(axis.name());
        List<Axis> more = new ArrayList<>(axes);
        more.add(axis);
        return checked(more, fixed, replicas);
    }

    /**
     * The same value at all points: a parameter, or a setting of the experiment.
     *
     * @throws IllegalArgumentException if the name is unknown or already used, or the value is out of its range
     */
    public Sweep with(String name, Object value) {
        requireFree(name);
        Map<String, Object> more = new LinkedHashMap<>(fixed);
        more.put(name, value);
        return checked(axes, more, replicas);
    }

    /**
     * So many separate units of work for each point of an experiment, pooled in the table.
     *
     * @param count at least 1; more than 1 needs an experiment with a setting {@code seed}, and no value for {@code
     *     replicas}
     */
    public Sweep withReplicas(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("replicas = " + count + ": must be >= 1");
        }
        return checked(axes, fixed, count);
    }

    /** At most so many units at a time, instead of what the run allows; the numbers stay the same. */
    public Sweep withThreads(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("threads = " + count + ": must be >= 1");
        }
        return new Sweep(model, task, axes, fixed, replicas, Optional.of(count), journal);
    }

    /** Appends finished units to this file, and takes from it what is already there. */
    public Sweep withJournal(Path file) {
        return new Sweep(model, task, axes, fixed, replicas, threads, Optional.of(file));
    }

    private void requireFree(String name) {
        if (fixed.containsKey(name) || axes.stream().anyMatch(a -> a.name().equals(name))) {
            throw new IllegalArgumentException(name + ": has been given twice");
        }
    }

    /** Building the grid finds wrong names and values now, and not in the middle of the night. */
    private Sweep checked(List<Axis> newAxes, Map<String, Object> newFixed, int newReplicas) {
        Grid<?, ?, ?> grid = Grid.of(model, task, newAxes, newFixed, newReplicas);
        return new Sweep(model, task, grid.parsedAxes(), grid.parsedFixed(), newReplicas, threads, journal);
    }

    /** The model. */
    public SolvableModel<?, ?, ?> model() {
        return model;
    }

    /** Theory or experiment. */
    public Task task() {
        return task;
    }

    /** The axes; the first varies slowest. */
    public List<Axis> axes() {
        return axes;
    }

    /** What all points share. */
    public Map<String, Object> fixed() {
        return java.util.Collections.unmodifiableMap(fixed);
    }

    /** Units of work for each point. */
    public int replicas() {
        return replicas;
    }

    Optional<Integer> threads() {
        return threads;
    }

    Optional<Path> journal() {
        return journal;
    }

    /** Number of points. */
    public long points() {
        return grid().points();
    }

    Grid<?, ?, ?> grid() {
        return Grid.of(model, task, axes, fixed, replicas);
    }

    /** The units of work, for an engine that computes them elsewhere; {@link #collect} makes the table of their answers. */
    public Stream<WorkUnit> units() {
        Grid<?, ?, ?> grid = grid();
        grid.requireGiven();
        return LongStream.range(0, grid.units()).mapToObj(grid::unit);
    }

    /**
     * Does the work on local threads.
     *
     * <p>A stop is obeyed within a second: the result then has the finished points, the others have status {@code
     * cancelled}. A point whose values do not fit together has status {@code refused} with the reason, and the others go on.
     *
     * @throws IllegalArgumentException if a needed value is missing, or the journal belongs to another sweep
     * @throws org.solvable.linalg.MemoryBudgetExceededException if the table would not fit into memory
     */
    public SweepResult run(Run run) {
        return new SweepRunner(this, run).run();
    }

    /**
     * Makes the table of answers that were computed elsewhere.
     *
     * @param answers lines of {@link WorkUnit#compute}, in any order; missing ones leave their points cancelled
     * @throws IllegalArgumentException if a line is no answer to a unit of this sweep
     */
    public SweepResult collect(Stream<String> answers) {
        Grid<?, ?, ?> grid = grid();
        UnitResults results = new UnitResults(grid.units());
        answers.forEach(line -> {
            UnitResult result = UnitResult.parse(line);
            if (result.unit() >= grid.units()) {
                throw new IllegalArgumentException(
                        "unit = " + result.unit() + ": must be < " + grid.units() + ", the number of units");
            }
            results.set(result);
        });
        return new SweepTable(this, grid, results).result();
    }

    /** The description as plain maps: model, task, axes, with, replicas. Threads and journal do not belong to it. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("model", model.id());
        map.put("task", Domain.word(task));
        map.put(
                "axes",
                axes.stream()
                        .map(a -> {
                            Map<String, Object> axis = new LinkedHashMap<>();
                            axis.put("name", a.name());
                            axis.put("values", a.values());
                            return axis;
                        })
                        .toList());
        map.put("with", fixed);
        map.put("replicas", replicas);
        return map;
    }

    /** The description as one line of JSON, which {@link #parse} reads. */
    public String toJson() {
        return Json.write(toMap());
    }

    /**
     * Reads a description.
     *
     * <p>{@code {"model": "linear-attention-icl", "task": "solve", "axes": [{"name": "kappa", "log": [0.1, 100, 50]}, {"name":
     * "tau", "linear": [0.1, 3, 30]}, {"name": "alpha", "values": [10, 20, "inf"]}], "with": {"rho": 0.01}, "replicas": 1}}
     *
     * @throws IllegalArgumentException with the name of what is wrong
     */
    public static Sweep parse(String json) {
        return SweepSpec.read(json);
    }

    @Override
    public String toString() {
        return toJson();
    }
}
