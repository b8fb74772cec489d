package org.solvable.host;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.solvable.model.ProgressLine;
import org.solvable.model.Run;

/**
 * What a cell may ask of the notebook it runs in, the same in every kernel.
 *
 * {@snippet :
 * String line = Notebook.display("working");
 * for (int step = 0; step < 1000; step++) {
 *     Notebook.checkInterrupt();               // the stop button ends a loop of your own here
 *     Notebook.update(line, "step " + step);
 * }
 * }
 *
 * <p>Without a kernel (in a plain program or a test) values are printed to standard output instead.
 */
public final class Notebook {

    /** The kernel this process is: there is one per process, and it does not change once it is there. */
    private static volatile Host host = new ConsoleHost(System.out);

    private Notebook() {}

    /** Returns the kernel that this code runs in, or a stand-in that prints when there is none. */
    public static Host host() {
        return host;
    }

    /**
     * Makes a kernel the one that {@link #display} and {@link #update} talk to. Called by the adapters.
     *
     * @param kernel the kernel's adapter
     */
    public static void attach(Host kernel) {
        host = Objects.requireNonNull(kernel, "kernel");
    }

    /**
     * Shows a value below the running cell, now.
     *
     * @param value any value
     * @return the id for {@link #update}
     */
    public static String display(Object value) {
        return host().display(value);
    }

    /**
     * Redraws an output in place.
     *
     * @param displayId what {@link #display} returned
     * @param value the new value; an empty text leaves nothing to be seen
     */
    public static void update(String displayId, Object value) {
        host().update(displayId, value);
    }

    /**
     * Teaches the notebook to show a type of your own.
     *
     * @param type the type of the values
     * @param bundle maps a value to MIME type and content, for instance {@code v -> Map.of("text/html", v.toHtml())}
     * @param <T> the type of the values
     */
    public static <T> void register(Class<T> type, Function<? super T, Map<String, Object>> bundle) {
        host().register(type, bundle);
    }

    /**
     * Returns what long work in a cell should be given: it stops within a second when the cell's stop button is pressed,
     * and shows one line with what is done and the time left, which goes away when the work has ended.
     *
     * {@snippet :
     * Solution<?> solution = model.solve(parameters, Notebook.run("theory"));
     * }
     *
     * @param name what is being done
     */
    public static Run run(String name) {
        return Run.showing(new ProgressLine(name, new LiveLine(host())));
    }

    /**
     * Ends the cell here if its stop button was pressed. Solvers and experiments of the library look by themselves; a
     * loop written in a cell has to ask, at least a few times a second.
     *
     * @throws CancellationException if the thread of the cell was interrupted
     */
    public static void checkInterrupt() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("Stopped, as asked; what was finished before is kept.");
        }
    }
}
