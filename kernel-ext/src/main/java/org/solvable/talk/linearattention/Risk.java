package org.solvable.talk.linearattention;

/** Which of the two test errors is meant. */
public enum Risk {
    /** On fresh tasks. */
    ICL,
    /** On the pretraining tasks, under the same test conditions. */
    IDG;

    /** This error at one point. */
    public double of(Errors errors) {
        return switch (this) {
            case ICL -> errors.icl();
            case IDG -> errors.idgTest();
        };
    }
}
