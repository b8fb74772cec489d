package org.solvable.model;

import java.util.Arrays;
import org.solvable.num.SolveStatus;

/** How a computation ended; not a number, so that no caller can mistake a failure for a result. */
public enum Status {
    /** The undamped residual met the tolerance. */
    CONVERGED("converged", "The asked accuracy was reached."),
    /** The quantity is infinite at this point (an interpolation peak, a separable data set): a statement, not a failure. */
    DIVERGENT("divergent", "The quantity is infinite at this point."),
    /** The step limit was reached; the best point is kept. */
    NOT_CONVERGED(
            "not-converged", "The accuracy was not reached: allow more steps, start nearer, or use stronger damping."),
    /** The equations have no solution of the asked kind here (a branch that has ceased to exist). */
    NO_SOLUTION("no-solution", "No solution was found here: it may not exist, or the start was too far away."),
    /** Stopped on request; what was finished is kept. */
    CANCELLED("cancelled", "Stopped on request; what was finished is kept."),
    /** A point of a sweep that could not be tried: its values do not fit together, or its size is not affordable. */
    REFUSED("refused", "These values do not fit together, or the size is not affordable."),
    /** A point of a sweep that ended with an unexpected exception: a defect worth reporting. */
    FAILED("failed", "The computation ended with an unexpected error.");

    private final String word;
    private final String sentence;

    Status(String word, String sentence) {
        this.word = word;
        this.sentence = sentence;
    }

    /** The status that this word in JSON or a table stands for. */
    static Status ofWord(String word) {
        for (Status status : values()) {
            if (status.word.equals(word)) {
                return status;
            }
        }
        throw new UnknownNameException(
                "status", word, Arrays.stream(values()).map(Status::word).toList());
    }

    /** The status of a model whose decisive computation ended like this. */
    public static Status of(SolveStatus status) {
        return switch (status) {
            case CONVERGED, NOT_UNIQUE -> CONVERGED;
            case NO_SIGN_CHANGE, JUMP, AT_END -> NO_SOLUTION;
            case INACCURATE, STEP_LIMIT, STEP_TOO_SMALL, NOT_FINITE, DIVERGED, NOISE_LIMITED -> NOT_CONVERGED;
        };
    }

    /** The word used in JSON and tables. */
    public String word() {
        return word;
    }

    /** What happened and, if it failed, what to try; one English sentence. */
    public String sentence() {
        return sentence;
    }

    /** Whether the outputs are the answer: converged, or known to be infinite. */
    public boolean isAnswer() {
        return this == CONVERGED || this == DIVERGENT;
    }
}
