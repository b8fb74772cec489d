package org.solvable.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Properties;
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

    /**
     * What computes on this machine: {@code solvable} (version), {@code revision} (of the sources that were built), {@code
     * java}, {@code system}, {@code backend}. Found at the first call, which may have to load a native library.
     */
    public static Map<String, String> environment() {
        return Environment.VALUES;
    }

    /** Filled at first use, because a theory point needs no native library. */
    private static final class Environment {
        private static final Map<String, String> VALUES = find();

        private static Map<String, String> find() {
            Properties build = new Properties();
            try (InputStream in = Provenance.class.getResourceAsStream("build.properties")) {
                if (in != null) {
                    build.load(in);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Map<String, String> map = new LinkedHashMap<>();
            map.put("solvable", build.getProperty("version", "development"));
            map.put("revision", build.getProperty("revision", "unknown"));
            map.put("java", Runtime.version().toString());
            map.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
            map.put("backend", Backends.best().provenance());
            return Collections.unmodifiableMap(map);
        }
    }

    /** Everything as text, in a fixed order. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("model", model);
        seed.ifPresent(s -> map.put("seed", s));
        map.putAll(environment());
        return map;
    }
}
