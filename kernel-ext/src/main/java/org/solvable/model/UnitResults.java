package org.solvable.model;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** The answers that are there so far, by unit; many threads may add. */
final class UnitResults {

    private final AtomicReferenceArray<@Nullable UnitResult> answers;
    private final AtomicInteger done = new AtomicInteger();

    UnitResults(long units) {
        answers = new AtomicReferenceArray<>(Math.toIntExact(units));
    }

    /** Keeps the first answer to a unit. */
    void set(UnitResult result) {
        if (answers.compareAndSet((int) result.unit(), null, result)) {
            done.incrementAndGet();
        }
    }

    Optional<UnitResult> get(long unit) {
        return Optional.ofNullable(answers.get((int) unit));
    }

    boolean has(long unit) {
        return answers.get((int) unit) != null;
    }

    int done() {
        return done.get();
    }

    int size() {
        return answers.length();
    }

    /** What is there now; later answers do not appear in it. */
    UnitResults snapshot() {
        UnitResults copy = new UnitResults(answers.length());
        for (int i = 0; i < answers.length(); i++) {
            UnitResult result = answers.get(i);
            if (result != null) {
                copy.set(result);
            }
        }
        return copy;
    }
}
