package org.solvable.seminar;

/** Says that a document holds no talk that any reader recognises, and where the search ended. */
public final class UnreadableDocumentException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    UnreadableDocumentException(String source, int line, int column, String message) {
        super((source.isEmpty() ? "document" : source) + ", line " + line + ", column " + column + ": " + message);
    }
}
