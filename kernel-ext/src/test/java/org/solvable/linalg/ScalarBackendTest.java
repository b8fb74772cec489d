package org.solvable.linalg;

/** The contract for plain Java. */
class ScalarBackendTest extends BackendContract {

    @Override
    Backend backend() {
        return Backends.named("scalar");
    }
}
