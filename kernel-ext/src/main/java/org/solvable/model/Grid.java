package org.solvable.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.solvable.linalg.MemoryBudget;
import org.solvable.linalg.MemoryBudgetExceededException;
import org.solvable.random.RandomStream;

/**
 * A sweep with its values parsed once, so that a point costs about a microsecond beside the model's own work.
 *
 * <p>Unit u is replica u mod R of point u / R; points count through the axes, the last one fastest.
 */
final class Grid<M extends Record, O extends Record, X extends Record> {

    /** A column of values for one component of the model or experiment record. */
    private record Column(String name, boolean ofModel, int component, List<Object> values) {}

    private static final String SEED = "seed";
    private static final String REPLICAS = "replicas";

    private final SolvableModel<M, O, X> model;
    private final Sweep.Task task;
    private final Domain parameters;
    private final Domain settings;
    private final List<Column> axes = new ArrayList<>();
    private final @Nullable Object[] fixedParameters;
    private final @Nullable Object[] fixedSettings;
    private final int replicas;
    private final long points;
    private final Map<String, Object> fixed = new LinkedHashMap<>();

    private Grid(
            SolvableModel<M, O, X> model, Sweep.Task task, List<Axis> axes, Map<String, Object> fixed, int replicas) {
        this.model = model;
        this.task = task;
        this.replicas = replicas;
        parameters = Domain.of(model.parameters());
        settings = Domain.of(model.experiment());
        fixedParameters = new @Nullable Object[parameters.names().size()];
        fixedSettings = new @Nullable Object[settings.names().size()];
        fixed.forEach((name, value) -> {
            Column c = column(name, List.of(value));
            (c.ofModel ? fixedParameters : fixedSettings)[c.component] = c.values.getFirst();
            this.fixed.put(name, c.values.getFirst());
        });
        long count = 1;
        for (Axis axis : axes) {
            this.axes.add(column(axis.name(), axis.values()));
            long high = Math.multiplyHigh(count, axis.values().size());
            count = high != 0
                    ? Long.MAX_VALUE
                    : Math.max(1, count * axis.values().size());
        }
        points = count;
        if (replicas > 1) {
            requireReplicable();
        }
        // A unit's answer: object headers, the numbers, and the slot that holds it.
        int outputs = Outputs.of(model.outputs()).fields().size();
        long bytes = 120 + 32L * outputs;
        MemoryBudget.standard()
                .requireHeap(
                        "a sweep of " + points + " points x " + replicas + " replicas",
                        points > Long.MAX_VALUE / bytes / replicas ? Long.MAX_VALUE : points * replicas * bytes,
                        "use fewer points");
        if (points * replicas > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    "units = " + points * replicas + ": must be < 2147483640; cut the sweep into several");
        }
    }

    static <M extends Record, O extends Record, X extends Record> Grid<M, O, X> of(
            SolvableModel<M, O, X> model, Sweep.Task task, List<Axis> axes, Map<String, Object> fixed, int replicas) {
        return new Grid<>(model, task, axes, fixed, replicas);
    }

    private Column column(String name, List<Object> values) {
        boolean ofModel = parameters.names().contains(name);
        if (!ofModel && (task == Sweep.Task.SOLVE || !settings.names().contains(name))) {
            List<String> known = new ArrayList<>(parameters.names());
            if (task == Sweep.Task.MEASURE) {
                known.addAll(settings.names());
            }
            throw new UnknownNameException("parameter", name, known);
        }
        Domain domain = ofModel ? parameters : settings;
        int component = domain.index(name);
        return new Column(
                name,
                ofModel,
                component,
                values.stream().map(v -> domain.parse(component, v)).toList());
    }

    private void requireReplicable() {
        if (task == Sweep.Task.SOLVE) {
            throw new IllegalArgumentException(
                    "replicas = " + replicas + ": must be 1 where theory is solved, it is not random");
        }
        if (!settings.names().contains(SEED)) {
            throw new IllegalArgumentException(
                    "replicas = " + replicas + ": must be 1, since the experiment has no setting named seed");
        }
        if (given(REPLICAS)) {
            throw new IllegalArgumentException("replicas = " + replicas
                    + ": must be 1 where the experiment's own setting replicas is given; use one of the two");
        }
    }

    /** Throws if a parameter or setting without a default has no value. */
    void requireGiven() {
        parameters.requireGiven(arguments(true, 0));
        if (task == Sweep.Task.MEASURE) {
            settings.requireGiven(arguments(false, 0));
        }
    }

    /** The axes with values as parsed, so that {@code 10} and {@code 10.0} describe one sweep. */
    List<Axis> parsedAxes() {
        return axes.stream()
                .map(c -> new Axis(c.name, c.values.stream().map(Grid::text).toList()))
                .toList();
    }

    /** The other given values as parsed. */
    Map<String, Object> parsedFixed() {
        Map<String, Object> map = new LinkedHashMap<>();
        fixed.forEach((name, value) -> map.put(name, text(value)));
        return map;
    }

    private boolean given(String name) {
        return fixed.containsKey(name) || axes.stream().anyMatch(c -> c.name.equals(name));
    }

    long points() {
        return points;
    }

    int replicas() {
        return replicas;
    }

    long units() {
        return points * replicas;
    }

    SolvableModel<M, O, X> model() {
        return model;
    }

    Sweep.Task task() {
        return task;
    }

    /** Names of the axes, then of the other given values; each has a column in the table. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        axes.forEach(c -> names.add(c.name));
        names.addAll(fixed.keySet());
        return names;
    }

    /** The field of a given name, from the model or the experiment. */
    Domain.Field field(String name) {
        boolean ofModel = parameters.names().contains(name);
        Domain domain = ofModel ? parameters : settings;
        return domain.fields().get(domain.index(name));
    }

    boolean isParameter(String name) {
        return parameters.names().contains(name);
    }

    /** The value of a given name at a point. */
    Object value(String name, long point) {
        for (int a = 0; a < axes.size(); a++) {
            if (axes.get(a).name.equals(name)) {
                return axes.get(a).values.get(index(a, point));
            }
        }
        Object value = fixed.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + ": is not given in this sweep");
        }
        return value;
    }

    private int index(int axis, long point) {
        long rest = point;
        for (int a = axes.size() - 1; a > axis; a--) {
            rest /= axes.get(a).values.size();
        }
        return (int) (rest % axes.get(axis).values.size());
    }

    /** Fills in the values of a point; writes only those of the model, or only those of the experiment. */
    private @Nullable Object[] arguments(boolean ofModel, long point) {
        @Nullable Object[] arguments = (ofModel ? fixedParameters : fixedSettings).clone();
        long rest = point;
        for (int a = axes.size() - 1; a >= 0; a--) {
            Column c = axes.get(a);
            int size = c.values.size();
            if (c.ofModel == ofModel) {
                arguments[c.component] = c.values.get((int) (rest % size));
            }
            rest /= size;
        }
        return arguments;
    }

    private M parameters(long point) {
        return model.parameters().cast(parameters.make(arguments(true, point)));
    }

    private X settings(long unit) {
        @Nullable Object[] arguments = arguments(false, unit / replicas);
        int seed = settings.names().indexOf(SEED);
        if (replicas > 1) {
            long base = seed(settings.make(arguments.clone()));
            arguments[seed] = settings.parse(seed, seed(base, (int) (unit % replicas)));
            int own = settings.names().indexOf(REPLICAS);
            if (own >= 0) {
                arguments[own] = settings.parse(own, 1);
            }
        }
        return model.experiment().cast(settings.make(arguments));
    }

    private long seed(Record experiment) {
        return settings.values(experiment).get(SEED) instanceof Number n ? n.longValue() : 0;
    }

    /** The seed of a replica: the given one for the first, derived ones (non-negative) for the others. */
    private static long seed(long base, int replica) {
        return replica == 0
                ? base
                : RandomStream.of(base).split("sweep replica").longAt(replica) >>> 1;
    }

    /** The seed that a point was given; empty for theory and for experiments without a seed. */
    java.util.OptionalLong pointSeed(long point) {
        if (task == Sweep.Task.SOLVE || !settings.names().contains(SEED)) {
            return java.util.OptionalLong.empty();
        }
        return java.util.OptionalLong.of(seed(settings.make(arguments(false, point))));
    }

    /** A unit as something that can be sent. */
    WorkUnit unit(long unit) {
        long point = unit / replicas;
        Map<String, Object> values = new LinkedHashMap<>();
        for (String name : names()) {
            values.put(name, text(value(name, point)));
        }
        long seed = 0;
        if (task == Sweep.Task.MEASURE && settings.names().contains(SEED)) {
            X experiment = settings(unit);
            seed = seed(experiment);
            if (replicas > 1 && settings.names().contains(REPLICAS)) {
                values.put(REPLICAS, 1);
            }
        }
        values.remove(SEED);
        return new WorkUnit(unit, model.id(), task, values, seed, (int) (unit % replicas));
    }

    private static Object text(Object value) {
        return value instanceof Enum<?> e ? Domain.word(e) : value;
    }

    /** Computes a unit; what does not fit together or is not affordable becomes a refusal, a stop is passed on. */
    UnitResult compute(long unit, Run run) {
        try {
            M inputs = parameters(unit / replicas);
            return task == Sweep.Task.SOLVE
                    ? UnitResult.of(unit, model.solve(inputs, run))
                    : UnitResult.of(unit, model.measure(inputs, settings(unit), run));
        } catch (IllegalArgumentException | MemoryBudgetExceededException e) {
            return UnitResult.failed(unit, Status.REFUSED, String.valueOf(e.getMessage()));
        } catch (java.util.concurrent.CancellationException e) {
            throw e;
        } catch (RuntimeException e) {
            return UnitResult.failed(unit, Status.FAILED, e.toString());
        }
    }
}
