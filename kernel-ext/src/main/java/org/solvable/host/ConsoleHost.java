package org.solvable.host;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** Stands in for a kernel outside of notebooks: prints the plain text of each value, one line or block per value. */
final class ConsoleHost implements Host {

    private final PrintStream out;
    private final Map<Class<?>, Function<Object, Map<String, Object>>> renderers = new LinkedHashMap<>();

    ConsoleHost(PrintStream out) {
        this.out = out;
    }

    @Override
    public String name() {
        return "console";
    }

    @Override
    public synchronized <T> void register(Class<T> type, Function<? super T, Map<String, Object>> bundle) {
        renderers.put(type, value -> bundle.apply(type.cast(value)));
    }

    @Override
    public String display(Object value) {
        out.println(text(value));
        return UUID.randomUUID().toString();
    }

    @Override
    public void update(String displayId, Object value) {
        out.println(text(value));
    }

    private synchronized String text(Object value) {
        for (var renderer : renderers.entrySet()) {
            if (renderer.getKey().isInstance(value)) {
                Object text = renderer.getValue().apply(value).get("text/plain");
                if (text != null) {
                    return text.toString();
                }
            }
        }
        return value.toString();
    }
}
