package org.solvable.model;

/**
 * What a column of a sweep's table holds; Tablesaw's columns cannot say it themselves.
 *
 * @param name name of the column
 * @param role what kind of thing it is
 * @param symbol the symbol of the paper
 * @param unit unit or scale, empty for a pure number
 * @param doc what it is
 */
public record SweepColumn(String name, Role role, String symbol, String unit, String doc) {

    /** What kind of thing a column holds. */
    public enum Role {
        /** A parameter of the model. */
        PARAMETER,
        /** A setting of the experiment, such as its size or seed. */
        SETTING,
        /** A result: the value of theory, or the mean of an experiment. */
        OUTPUT,
        /** The standard error of the result with the same name without {@code _se}. */
        STANDARD_ERROR,
        /** Number of independent runs. */
        COUNT,
        /** What an experiment noted: a realised ratio, the method of a fit. */
        NOTE,
        /** How the point ended. */
        STATUS
    }
}
