package org.solvable.model;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Progress as one line of text: what, per cent, time left; at most five times a second.
 *
 * <p>The sink gets each new line, and an empty one at the end: a terminal writes it over the last, a notebook updates a
 * display. Thread-safe.
 */
public final class ProgressLine implements Progress {

    private static final long INTERVAL = 200_000_000L;

    private final String name;
    private final Consumer<String> sink;
    private final @Nullable ProgressLine parent;
    private final long start = System.nanoTime();
    private long shown;
    private double fraction;

    /**
     * A top-level line.
     *
     * @param name what is being done
     * @param sink shows a line; gets an empty one when the work has ended
     */
    public ProgressLine(String name, Consumer<String> sink) {
        this(name, sink, null);
    }

    private ProgressLine(String name, Consumer<String> sink, @Nullable ProgressLine parent) {
        this.name = name;
        this.sink = sink;
        this.parent = parent;
        this.shown = start;
    }

    @Override
    public synchronized void at(double newFraction) {
        fraction = Math.clamp(newFraction, 0, 1);
        long now = System.nanoTime();
        if (now - shown >= INTERVAL) {
            shown = now;
            sink.accept(line(now));
        }
    }

    private String line(long now) {
        String own = String.format(Locale.ROOT, "%s %.0f %%", name, 100 * fraction);
        if (fraction > 0 && fraction < 1) {
            double left = (now - start) / 1e9 * (1 - fraction) / fraction;
            own += ", " + text(Duration.ofMillis((long) (1000 * left))) + " left";
        }
        return parent == null ? own : parent.line(now) + " | " + own;
    }

    private static String text(Duration d) {
        return d.toHours() > 0
                ? d.toHours() + " h " + d.toMinutesPart() + " min"
                : d.toMinutes() > 0 ? d.toMinutes() + " min " + d.toSecondsPart() + " s" : d.toSeconds() + " s";
    }

    @Override
    public Progress child(String childName) {
        return new ProgressLine(childName, sink, this);
    }

    @Override
    public synchronized void done() {
        if (parent == null) {
            sink.accept("");
        }
    }
}
