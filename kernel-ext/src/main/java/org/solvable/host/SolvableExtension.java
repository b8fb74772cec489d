package org.solvable.host;

import java.util.Map;
import org.solvable.show.Renderers;

/**
 * What Solvable adds to a notebook kernel: renderers for its own types and for the tables, matrices and arrays that it
 * works with.
 */
public final class SolvableExtension {

    private SolvableExtension() {}

    /**
     * Adds the extension to a kernel and makes that kernel the one behind {@link Notebook}.
     *
     * @param host the kernel's adapter
     */
    public static void install(Host host) {
        Notebook.attach(host);
        Renderers.all().forEach(entry -> register(host, entry));
        host.register(
                Doctor.class, doctor -> Map.of("text/markdown", doctor.markdown(), "text/plain", doctor.toString()));
    }

    private static <T> void register(Host host, Renderers.Entry<T> entry) {
        host.register(entry.type(), entry.bundle());
    }
}
