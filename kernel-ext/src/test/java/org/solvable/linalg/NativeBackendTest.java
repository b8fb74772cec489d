package org.solvable.linalg;

import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.BeforeEach;

/** The contract for the native library of this machine; on linux-x86_64 that is the bundled OpenBLAS. */
class NativeBackendTest extends BackendContract {

    @BeforeEach
    void needsLibrary() {
        if (!BundledOpenBlas.fits()) {
            assumeThat(Backends.available())
                    .as("a native BLAS on this platform")
                    .anyMatch(b -> b.name().equals("openblas"));
        }
    }

    @Override
    Backend backend() {
        return Backends.named("openblas");
    }
}
