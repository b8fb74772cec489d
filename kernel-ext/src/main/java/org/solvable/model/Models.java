package org.solvable.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/** The solvable models of this installation, and calls by name. */
public final class Models {

    private Models() {}

    /** All models, by id. */
    public static List<SolvableModel<?, ?, ?>> all() {
        Map<String, SolvableModel<?, ?, ?>> found = new LinkedHashMap<>();
        // The loader of this class first: inside a kernel the thread's loader may not see this jar. The thread's loader
        // too: it may see a jar with more models that a notebook added to its class path.
        ClassLoader own = Models.class.getClassLoader();
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        ServiceLoader.load(SolvableModel.class, own).forEach(m -> found.putIfAbsent(m.id(), m));
        if (context != null && context != own) {
            ServiceLoader.load(SolvableModel.class, context).forEach(m -> found.putIfAbsent(m.id(), m));
        }
        List<SolvableModel<?, ?, ?>> list = new ArrayList<>(found.values());
        list.sort(Comparator.comparing(SolvableModel::id));
        return list;
    }

    /**
     * The model of this id.
     *
     * @throws UnknownNameException if there is none, with the nearest id
     */
    public static SolvableModel<?, ?, ?> named(String id) {
        List<SolvableModel<?, ?, ?>> all = all();
        return all.stream()
                .filter(m -> m.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new UnknownNameException(
                        "model", id, all.stream().map(SolvableModel::id).toList()));
    }

    /**
     * Solves a model by names: {@code solve("linear-attention-icl", Map.of("alpha", 10))}.
     *
     * @throws IllegalArgumentException for unknown names and values out of range
     */
    public static Solution<?> solve(String id, Map<String, ?> parameters, Run run) {
        return solve(named(id), parameters, run);
    }

    /** As {@link #solve(String, Map, Run)}, for a model at hand. */
    public static <M extends Record, O extends Record, X extends Record> Solution<O> solve(
            SolvableModel<M, O, X> model, Map<String, ?> parameters, Run run) {
        Record inputs = Domain.of(model.parameters()).build(parameters);
        return model.solve(model.parameters().cast(inputs), run);
    }

    /**
     * Runs an experiment by names; model parameters and settings ({@code d}, {@code replicas}, {@code seed}) share one
     * namespace.
     */
    public static Measurement measure(String id, Map<String, ?> values, Run run) {
        return measure(named(id), values, run);
    }

    /** As {@link #measure(String, Map, Run)}, for a model at hand. */
    public static <M extends Record, O extends Record, X extends Record> Measurement measure(
            SolvableModel<M, O, X> model, Map<String, ?> values, Run run) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        Map<String, Object> settings = new LinkedHashMap<>();
        List<String> own = names(model.parameters());
        List<String> other = names(model.experiment());
        values.forEach((k, v) -> {
            if (own.contains(k)) {
                parameters.put(k, v);
            } else if (other.contains(k)) {
                settings.put(k, v);
            } else {
                List<String> known = new ArrayList<>(own);
                known.addAll(other);
                throw new UnknownNameException("parameter", k, known);
            }
        });
        Record inputs = Domain.of(model.parameters()).build(parameters);
        Record chosen = Domain.of(model.experiment()).build(settings);
        return model.measure(model.parameters().cast(inputs), model.experiment().cast(chosen), run);
    }

    static List<String> names(Class<? extends Record> type) {
        return Domain.of(type).names();
    }
}
