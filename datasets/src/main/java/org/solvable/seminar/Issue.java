package org.solvable.seminar;

/**
 * Something in a document that is wrong, missing or had to be guessed.
 *
 * @param severity how bad it is
 * @param line line in the document, from 1; 0 if it concerns the whole
 * @param column column in the line, from 1; 0 if it concerns the whole line
 * @param message what was found
 * @param assumed what the reader took instead, empty if it left the field empty
 */
public record Issue(Severity severity, int line, int column, String message, String assumed) {

    /** How bad an issue is. */
    public enum Severity {
        /** The record is complete, but rests on an assumption. */
        NOTE,
        /** Part of the document was skipped or mended. */
        WARNING,
        /** A field that the document means to give could not be read and is empty. */
        ERROR
    }

    public Issue {
        if (line < 0 || column < 0) {
            throw new IllegalArgumentException("line = " + line + ", column = " + column + ": must both be at least 0");
        }
    }

    @Override
    public String toString() {
        return "line " + line + ", column " + column + ": " + message
                + (assumed.isEmpty() ? "" : "; assumed " + assumed);
    }
}
