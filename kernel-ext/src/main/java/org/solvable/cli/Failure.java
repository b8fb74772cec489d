package org.solvable.cli;

/**
 * Ends a command with a sentence that says what is wrong and what to do, and with exit code 1. Its message is printed
 * without a stack trace, so it must be enough.
 */
final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Failure(String sentence) {
        super(sentence);
    }

    Failure(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
