package org.solvable.linalg;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds the {@link Backend}s of this machine: native BLAS, Vector API, scalar Java, the fastest first.
 *
 * <p>Property {@code solvable.backend} names the one that {@link #best()} returns; property {@code solvable.threads} sets
 * the threads (default: all processors that the JVM sees). The search for a native library is described by {@link
 * #report()}; properties {@code solvable.blas.library}, {@code solvable.blas.prefix}, {@code solvable.blas.suffix}, {@code
 * solvable.blas.integers} point it to a library of your own, {@code solvable.cache} moves the folder that the bundled
 * OpenBLAS is unpacked to. A machine on which nothing native works still has the Java backends: the search never throws.
 */
public final class Backends {

    /** The system property that names the backend. */
    public static final String PROPERTY = "solvable.backend";

    /** The system property that sets the number of threads. */
    public static final String THREADS_PROPERTY = "solvable.threads";

    private Backends() {}

    /** Found once, when first asked for. Java's own backends come alone, so that naming one opens no native library. */
    private static final class JavaBackends {
        static final VectorProbe PROBE = VectorProbe.run();
        static final Backend SCALAR = new BlockedBackend(new ScalarKernels(), threads());
        static final Optional<Backend> VECTOR = PROBE.kernels().map(k -> new BlockedBackend(k, threads()));

        static Kernels fastest() {
            return PROBE.kernels().orElseGet(ScalarKernels::new);
        }
    }

    private static final class AllBackends {
        static final List<Backend> ALL;
        static final List<String> NOTES;

        static {
            NativeSearch search = new NativeSearch();
            Optional<NativeLibrary> library = search.find();
            List<String> notes = new ArrayList<>(search.notes());
            List<Backend> all = new ArrayList<>();
            JavaBackends.VECTOR.ifPresent(all::add);
            all.add(JavaBackends.SCALAR);
            library.ifPresent(found -> {
                Backend backend = new BlockedBackend(new NativeKernels(found, JavaBackends.fastest()), threads());
                all.add(place(backend, found, all, notes), backend);
            });
            notes.add(JavaBackends.PROBE.sentence());
            ALL = List.copyOf(all);
            NOTES = List.copyOf(notes);
        }
    }

    /** Optimised libraries come first; one without a maker's mark must first show that it is faster than Java. */
    static int place(Backend backend, NativeLibrary library, List<Backend> java, List<String> notes) {
        if (library.vendor() != NativeLibrary.Vendor.UNKNOWN) {
            return 0;
        }
        double speed = backend.peakGflops(Precision.DOUBLE);
        double javaSpeed = java.getFirst().peakGflops(Precision.DOUBLE);
        boolean faster = speed > javaSpeed;
        notes.add(String.format(
                Locale.ROOT,
                "%s looks like the reference BLAS (no openblas_ functions): %.1f GFLOP/s against %.1f of the %s backend,"
                        + " so it is %s; install OpenBLAS for full speed",
                library.location(),
                speed,
                javaSpeed,
                java.getFirst().name(),
                faster ? "used" : "not used unless named"));
        return faster ? 0 : java.size();
    }

    private static int threads() {
        int processors = Runtime.getRuntime().availableProcessors();
        String property = System.getProperty(THREADS_PROPERTY);
        if (property == null || property.isBlank()) {
            return Math.clamp(processors, 1, 1024);
        }
        try {
            int threads = Integer.parseInt(property.strip());
            Operands.threads(threads);
            return threads;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    THREADS_PROPERTY + " = \"" + property + "\": must be a number in [1, 1024]", e);
        }
    }

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
     * @param name {@code openblas}, {@code vector} or {@code scalar}; {@code native} for any BLAS library
     * @throws IllegalArgumentException if it is unknown, or not available here (the message says why)
     */
    public static Backend named(String name) {
        String wanted = name.strip().toLowerCase(Locale.ROOT);
        if (wanted.equals("scalar")) {
            return JavaBackends.SCALAR;
        }
        if (wanted.equals("vector") && JavaBackends.VECTOR.isPresent()) {
            return JavaBackends.VECTOR.get();
        }
        return available().stream()
                .filter(b -> b.name().equals(wanted) || (wanted.equals("native") && isNative(b)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("backend = \"" + name + "\": must be one of "
                        + available().stream().map(Backend::name).collect(Collectors.joining(", "))
                        + " here. " + String.join("; ", AllBackends.NOTES)));
    }

    private static boolean isNative(Backend backend) {
        return !backend.name().equals("scalar") && !backend.name().equals("vector");
    }

    /** All backends that work here, the fastest first; never empty. */
    public static List<Backend> available() {
        return AllBackends.ALL;
    }

    /**
     * What was looked for and what was found, a sentence each, with measured speeds (takes about 0.2 s a backend the first
     * time); for {@code lab doctor}.
     */
    public static List<String> report() {
        List<String> lines = new ArrayList<>();
        Backend best = best();
        lines.add("linear algebra by " + best.provenance() + speed(best));
        for (Backend other : available()) {
            if (!other.name().equals(best.name())) {
                lines.add("also available: " + other.provenance() + speed(other));
            }
        }
        lines.addAll(AllBackends.NOTES);
        MemoryBudget budget = MemoryBudget.standard();
        lines.add(String.format(
                Locale.ROOT,
                "memory budget: %.1f GiB native (-D%s), %.1f GiB heap (-Xmx)",
                budget.nativeBytes() / (double) (1 << 30),
                MemoryBudget.PROPERTY,
                budget.heapBytes() / (double) (1 << 30)));
        return List.copyOf(lines);
    }

    /** The sentences of the search alone, without measuring. */
    static List<String> notes() {
        return AllBackends.NOTES;
    }

    private static String speed(Backend backend) {
        return String.format(
                Locale.ROOT,
                "; measured %.1f GFLOP/s double, %.1f single",
                backend.peakGflops(Precision.DOUBLE),
                backend.peakGflops(Precision.FLOAT));
    }
}
