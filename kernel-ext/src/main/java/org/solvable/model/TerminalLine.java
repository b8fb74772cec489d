package org.solvable.model;

import java.io.PrintStream;
import java.util.function.Consumer;

/** Writes each line of progress over the last one. */
final class TerminalLine implements Consumer<String> {

    private final PrintStream out;
    private int width;

    TerminalLine(PrintStream out) {
        this.out = out;
    }

    @Override
    public void accept(String line) {
        // Blanks cover what is left of a longer line before; the empty last line leaves nothing behind.
        out.print("\r" + line + " ".repeat(Math.max(0, width - line.length())) + (line.isEmpty() ? "\r" : ""));
        out.flush();
        width = line.length();
    }
}
