package org.solvable.host;

import java.util.Map;

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
        host.register(
                Doctor.class, doctor -> Map.of("text/markdown", doctor.markdown(), "text/plain", doctor.toString()));
    }
}
