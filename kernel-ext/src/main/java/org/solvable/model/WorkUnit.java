package org.solvable.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One unit of a {@link Sweep}'s work as plain text, so that any engine can compute it anywhere.
 *
 * @param id its number in the sweep
 * @param model id of the model
 * @param task theory or experiment
 * @param parameters the given parameters and settings without the seed, by name
 * @param seed the seed of this unit; 0 for theory
 * @param replica which replica of its point it is
 */
public record WorkUnit(long id, String model, Sweep.Task task, Map<String, Object> parameters, long seed, int replica) {

    private static final List<String> KEYS = List.of("unit", "model", "task", "parameters", "seed", "replica");

    /** Copies the parameters. */
    public WorkUnit {
        if (id < 0) {
            throw new IllegalArgumentException("unit = " + id + ": must be >= 0");
        }
        if (replica < 0) {
            throw new IllegalArgumentException("replica = " + replica + ": must be >= 0");
        }
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /** One line of JSON. */
    public String toText() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("unit", id);
        map.put("model", model);
        map.put("task", Domain.word(task));
        map.put("parameters", parameters);
        map.put("seed", seed);
        map.put("replica", replica);
        return Json.write(map);
    }

    /**
     * Reads what {@link #toText} wrote.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static WorkUnit parse(String text) {
        Map<String, Object> map = Json.readObject(text);
        if (!List.copyOf(map.keySet()).equals(KEYS)
                || !(map.get("unit") instanceof Number id)
                || !(map.get("parameters") instanceof Map<?, ?> given)
                || !(map.get("seed") instanceof Number seed)
                || !(map.get("replica") instanceof Number replica)) {
            throw new IllegalArgumentException("not a unit of work: " + text);
        }
        Map<String, Object> parameters = new LinkedHashMap<>();
        given.forEach((name, value) -> parameters.put(String.valueOf(name), Objects.requireNonNull(value)));
        Sweep.Task task = switch (String.valueOf(map.get("task"))) {
            case "solve" -> Sweep.Task.SOLVE;
            case "measure" -> Sweep.Task.MEASURE;
            default -> throw new IllegalArgumentException("not a unit of work: " + text);
        };
        return new WorkUnit(
                id.longValue(),
                String.valueOf(map.get("model")),
                task,
                parameters,
                seed.longValue(),
                replica.intValue());
    }

    /**
     * Computes the unit.
     *
     * @return one line of JSON for {@link Sweep#collect}; a refusal is an answer too
     * @throws UnknownNameException if there is no such model here
     * @throws java.util.concurrent.CancellationException if the run was stopped
     */
    public String compute(Run run) {
        return grid(Models.named(model)).compute(0, run).withUnit(id).toText();
    }

    private <M extends Record, O extends Record, X extends Record> Grid<M, O, X> grid(SolvableModel<M, O, X> found) {
        Map<String, Object> values = new LinkedHashMap<>(parameters);
        if (task == Sweep.Task.MEASURE && Domain.of(found.experiment()).names().contains("seed")) {
            values.put("seed", seed);
        }
        return Grid.of(found, task, List.of(), values, 1);
    }
}
