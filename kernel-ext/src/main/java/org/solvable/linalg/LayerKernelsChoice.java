package org.solvable.linalg;

/** Looks once whether this JVM has the Vector API module; touching the vector class without it would be a linkage error. */
final class LayerKernelsChoice {

    static final LayerKernels BEST =
            ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
                    ? new VectorLayerKernels()
                    : new ScalarLayerKernels();

    private LayerKernelsChoice() {}
}
