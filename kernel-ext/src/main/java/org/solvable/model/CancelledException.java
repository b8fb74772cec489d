package org.solvable.model;

import java.util.concurrent.CancellationException;

/** The work was stopped on request; whoever ran it keeps what was finished. */
public final class CancelledException extends CancellationException {

    private static final long serialVersionUID = 1;

    CancelledException() {
        super("stopped on request; what was finished is kept");
    }
}
