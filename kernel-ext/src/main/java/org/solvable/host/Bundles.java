package org.solvable.host;

import java.util.List;
import org.solvable.show.Renderers;

/** The MIME types that Solvable puts into notebook outputs, richest first. */
public final class Bundles {

    /**
     * Every type that a bundle may hold. Kernels ask for the types before they ask for a value, so the list names all;
     * a renderer that has nothing for some of them simply leaves them out.
     */
    public static final List<String> TYPES = List.of(
            Renderers.PLOTLY,
            "text/html",
            "text/latex",
            "text/markdown",
            "image/svg+xml",
            "image/png",
            "application/json",
            "text/plain");

    private Bundles() {}
}
