package org.solvable.model;

import java.io.PrintStream;

/**
 * How far long work has come. Implementations decide where and how often that is shown.
 *
 * <p>Work of several levels (a sweep of experiments of replicas) takes a {@link #child} for each lower one.
 */
public interface Progress {

    /**
     * Reports.
     *
     * @param fraction part of the work that is done, in [0, 1]
     */
    void at(double fraction);

    /**
     * Reports in units that can be counted, so that a rate can be shown.
     *
     * @param done units done, from 0 to {@code total}
     * @param total units in all, positive
     */
    default void at(double done, double total) {
        at(done / total);
    }

    /** A lower level of the same work, shown with this name. */
    Progress child(String name);

    /** The work has ended, well or not; whatever was shown is taken away. */
    void done();

    /** One line on this stream, rewritten in place and taken away at the end; for a terminal. */
    static Progress line(String name, PrintStream terminal) {
        return new ProgressLine(name, new TerminalLine(terminal));
    }

    /** Shows nothing. */
    static Progress silent() {
        return Silent.INSTANCE;
    }

    /** The progress that shows nothing. */
    enum Silent implements Progress {
        /** The only one. */
        INSTANCE;

        @Override
        public void at(double fraction) {}

        @Override
        public Progress child(String name) {
            return this;
        }

        @Override
        public void done() {}
    }
}
