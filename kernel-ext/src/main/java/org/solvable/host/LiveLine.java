package org.solvable.host;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One line below the running cell that is written over by each new text; it appears with the first one. */
final class LiveLine implements Consumer<String> {

    private final Host host;
    private @Nullable String display;

    LiveLine(Host host) {
        this.host = host;
    }

    @Override
    public synchronized void accept(String text) {
        if (display != null) {
            host.update(display, text);
        } else if (!text.isEmpty()) {
            display = host.display(text);
        }
    }
}
