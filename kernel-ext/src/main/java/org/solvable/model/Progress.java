package org.solvable.model;

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

    /** A lower level of the same work, shown with this name. */
    Progress child(String name);

    /** The work has ended, well or not; whatever was shown is taken away. */
    void done();

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
