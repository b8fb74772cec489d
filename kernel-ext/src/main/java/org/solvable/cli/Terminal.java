package org.solvable.cli;

import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.solvable.model.Progress;

/** Standard output for results, in UTF-8 whatever the locale says; standard error for everything else. */
final class Terminal {

    private Terminal() {}

    /** Standard output for JSON and CSV; buffered, so flush it. */
    static PrintStream results() {
        return new PrintStream(System.out, false, StandardCharsets.UTF_8);
    }

    /** One line of progress on standard error if a person looks at it, else nothing. */
    static Progress progress(String name) {
        return errorIsTerminal() ? Progress.line(name, System.err) : Progress.silent();
    }

    /** Java can ask only whether standard input and output both are a terminal; Linux knows it of standard error. */
    private static boolean errorIsTerminal() {
        try {
            String device = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            Console console = System.console();
            return console != null && console.isTerminal();
        }
    }
}
