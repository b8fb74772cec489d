package org.solvable.linalg;

/** The contract for the Vector API; the build loads its module. */
class VectorBackendTest extends BackendContract {

    @Override
    Backend backend() {
        return Backends.named("vector");
    }
}
