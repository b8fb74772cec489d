package org.solvable.host;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What every Solvable notebook has imported before its first cell runs.
 *
 * <p>Kernels already import {@code java.util.*}, {@code java.io.*}, {@code java.math.*}, {@code java.net.*} and
 * {@code java.util.concurrent.*}. A simple name that two of all these packages have is imported on its own, which wins over
 * the packages; a test finds each such name.
 */
public final class DefaultImports {

    /** Import declarations without the keyword and the semicolon, in order. */
    public static final List<String> NAMES = List.of(
            "java.util.function.*",
            "java.util.stream.*",
            "org.solvable.random.*",
            "org.solvable.data.family.*",
            "org.solvable.seminar.*",
            "org.solvable.linalg.*",
            "org.solvable.num.*",
            "org.solvable.model.*",
            "org.solvable.model.Axis",
            "org.solvable.model.Branch",
            "org.solvable.show.*",
            "org.solvable.host.Doctor",
            "org.solvable.host.Notebook",
            "org.solvable.host.NotebookParameters",
            "org.ejml.data.DMatrixRMaj",
            "org.ejml.simple.SimpleMatrix",
            "tech.tablesaw.api.*");

    private DefaultImports() {}

    /** Returns the import declarations as Java source, one a line. */
    public static String source() {
        return NAMES.stream().map(name -> "import " + name + ";").collect(Collectors.joining("\n"));
    }
}
