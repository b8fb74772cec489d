package org.solvable.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.solvable.linalg.Backends;

/**
 * What is needed to make a result again: the model, its inputs, the seed, and the engine that computed it.
 *
 * <p>Cheap to make; the environment is looked up when it is asked for. No time stamp: equal work has equal provenance.
 *
 * @param model id of the model
 * @param seed seed of the random streams, empty for theory
 */
public record Provenance(String model, OptionalLong seed) {

    /** Theory: no randomness. */
    public static Provenance of(String model) {
        return new Provenance(model, OptionalLong.empty());
    }

    /** An experiment with this seed. */
    public static Provenance of(String model, long seed) {
        return new Provenance(model, OptionalLong.of(seed));
    }

    /** Everything as text, in a fixed order. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("model", model);
        seed.ifPresent(s -> map.put("seed", s));
        String version = Provenance.class.getPackage().getImplementationVersion();
        map.put("solvable", version == null ? "development" : version);
        map.put("java", Runtime.version().toString());
        map.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        map.put("backend", Backends.best().provenance());
        return map;
    }
}
