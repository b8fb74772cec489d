package org.solvable.model;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Progress as one line of text: what, per cent, count and rate where units are counted, time left; at most five times a
 * second.
 *
 * <p>The sink gets each new line, and an empty one at the end or when all is done: a terminal writes it over the last, a notebook updates a
 * display. Thread-safe; the sink is never called by two threads at once. An update that shows nothing costs about 50 ns.
 */
public final class ProgressLine implements Progress {

    private static final long INTERVAL = 200_000_000L;

    private final String name;
    private final Consumer<String> sink;
    private final @Nullable ProgressLine parent;
    private final LongSupplier clock;
    private final long start;
    private final AtomicLong due;
    private final AtomicBoolean shown;
    private volatile State state = new State(0, 0, 0);

    /** How far: {@code total} is 0 where units are not counted. */
    private record State(double fraction, double done, double total) {}

    /**
     * A top-level line.
     *
     * @param name what is being done
     * @param sink shows a line; gets an empty one when the work has ended
     */
    public ProgressLine(String name, Consumer<String> sink) {
        this(name, sink, System::nanoTime);
    }

    /** With a clock in nanoseconds that tests can hold still. */
    ProgressLine(String name, Consumer<String> sink, LongSupplier clock) {
        this(name, sink, null, clock);
    }

    private ProgressLine(String name, Consumer<String> sink, @Nullable ProgressLine parent, LongSupplier clock) {
        this.name = name;
        this.sink = sink;
        this.parent = parent;
        this.clock = clock;
        this.start = clock.getAsLong();
        // All levels share one due time, so that a deep level does not talk more often than the top.
        this.due = parent == null ? new AtomicLong(start + INTERVAL) : parent.due;
        this.shown = parent == null ? new AtomicBoolean() : parent.shown;
    }

    @Override
    public void at(double fraction) {
        show(new State(Math.clamp(fraction, 0, 1), 0, 0));
    }

    @Override
    public void at(double done, double total) {
        show(new State(Math.clamp(done / total, 0, 1), done, total));
    }

    private void show(State newState) {
        state = newState;
        if (parent == null && newState.fraction >= 1) {
            // Many a computation ends without saying so: a full line has nothing left to tell.
            done();
            return;
        }
        long now = clock.getAsLong();
        long next = due.get();
        // Whoever moves the due time talks; the others go on without waiting.
        if (now - next >= 0 && due.compareAndSet(next, now + INTERVAL)) {
            synchronized (sink) {
                shown.set(true);
                sink.accept(line(now));
            }
        }
    }

    private String line(long now) {
        State s = state;
        StringBuilder own =
                new StringBuilder(name).append(String.format(Locale.ROOT, " %.0f %%", Math.floor(100 * s.fraction)));
        double seconds = (now - start) / 1e9;
        if (s.total > 0) {
            own.append(String.format(Locale.ROOT, ", %.0f of %.0f", s.done, s.total));
            if (s.done > 0 && seconds > 0) {
                double rate = s.done / seconds;
                own.append(String.format(Locale.ROOT, rate >= 10 ? ", %.0f/s" : ", %.2g/s", rate));
            }
        }
        if (s.fraction > 0 && s.fraction < 1) {
            double left = seconds * (1 - s.fraction) / s.fraction;
            own.append(", ")
                    .append(text(Duration.ofMillis((long) (1000 * left))))
                    .append(" left");
        }
        return parent == null ? own.toString() : parent.line(now) + " | " + own;
    }

    private static String text(Duration d) {
        return d.toHours() > 0
                ? d.toHours() + " h " + d.toMinutesPart() + " min"
                : d.toMinutes() > 0 ? d.toMinutes() + " min " + d.toSecondsPart() + " s" : d.toSeconds() + " s";
    }

    @Override
    public Progress child(String childName) {
        return new ProgressLine(childName, sink, this, clock);
    }

    @Override
    public void done() {
        if (parent == null) {
            synchronized (sink) {
                if (shown.getAndSet(false)) {
                    sink.accept("");
                }
            }
        }
    }
}
