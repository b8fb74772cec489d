package org.solvable.linalg;

import java.util.Locale;
import java.util.Optional;

/**
 * Finds out whether the Vector API can be used, without touching its classes when it is absent.
 *
 * @param kernels the kernels on it
 * @param sentence what was found
 */
record VectorProbe(Optional<Kernels> kernels, String sentence) {

    private static final String MODULE = "jdk.incubator.vector";

    static VectorProbe run() {
        if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
            return absent("module " + MODULE + " is not loaded; start Java with --add-modules " + MODULE);
        }
        // Without the optimising compiler every vector becomes an object: hundreds of times slower than plain loops.
        String mode = System.getProperty("java.vm.info", "").toLowerCase(Locale.ROOT);
        if (mode.contains("interpreted") || mode.contains("emulated-client")) {
            return absent("this JVM runs without the optimising compiler (" + mode + ")");
        }
        try {
            Kernels kernels = Class.forName("org.solvable.linalg.VectorKernels")
                    .asSubclass(Kernels.class)
                    .getDeclaredConstructor()
                    .newInstance();
            return new VectorProbe(Optional.of(kernels), "Vector API: " + kernels.description());
        } catch (ReflectiveOperationException | LinkageError e) {
            return absent(String.valueOf(e.getMessage()));
        }
    }

    private static VectorProbe absent(String reason) {
        return new VectorProbe(Optional.empty(), "Vector API: not used, " + reason);
    }
}
