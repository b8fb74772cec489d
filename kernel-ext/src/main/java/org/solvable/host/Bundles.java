package org.solvable.host;

import java.util.List;

/** The MIME types that Solvable puts into notebook outputs, richest first. */
public final class Bundles {

    /** Plotly's figure as JSON, drawn by the JupyterLab extension that ships with the Python package plotly. */
    public static final String PLOTLY = "application/vnd.plotly.v1+json";

    /**
     * Every type that a bundle may hold. Kernels ask for the types before they ask for a value, so the list names all;
     * a renderer that has nothing for some of them simply leaves them out.
     */
    public static final List<String> TYPES = List.of(
            PLOTLY,
            "text/html",
            "text/latex",
            "text/markdown",
            "image/svg+xml",
            "image/png",
            "application/json",
            "text/plain");

    private Bundles() {}
}
