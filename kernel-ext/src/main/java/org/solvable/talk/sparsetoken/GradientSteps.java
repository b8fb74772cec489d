package org.solvable.talk.sparsetoken;

import org.solvable.linalg.Backend;
import org.solvable.linalg.Checkpoint;
import org.solvable.linalg.MatrixView;

/**
 * What two full-batch gradient steps make of zero weights at finite d.
 *
 * @param w readout after the first step
 * @param b bias after the first step
 * @param q query after the second step
 */
record GradientSteps(double[] w, double b, double[] q) {

    /** Takes both steps, each in one reading of the sequences. */
    static GradientSteps take(AlignmentModel model, SequenceStream data, Backend backend, Checkpoint checkpoint) {
        int d = data.family().dimension();
        int length = model.length();
        int n = data.count();
        double[] w = new double[d];
        double[] b = {model.b0()};
        MatrixView readout = MatrixView.vector(w);
        data.read(checkpoint.part(0, 0.5), (from, size, tokens, labels) -> {
            double[] weights = new double[size * length];
            for (int i = 0; i < size; i++) {
                double slope = model.loss().derivative(model.b0(), labels[i]);
                b[0] -= model.etaB() * slope / n;
                for (int l = 0; l < length; l++) {
                    weights[i * length + l] = slope;
                }
            }
            double step = -model.etaW() / ((double) n * length);
            backend.gemv(step, tokens.transposed(), MatrixView.vector(weights), 1, readout);
        });
        double[] q = new double[d];
        MatrixView query = MatrixView.vector(q);
        double step = -model.etaQ() * model.beta() / ((double) n * length);
        data.read(checkpoint.part(0.5, 1), (from, size, tokens, labels) -> {
            double[] scores = new double[size * length];
            backend.gemv(1, tokens, readout, 0, MatrixView.vector(scores));
            for (int i = 0; i < size; i++) {
                double mean = 0;
                for (int l = 0; l < length; l++) {
                    mean += scores[i * length + l] / length;
                }
                double slope = model.loss().derivative(mean + b[0], labels[i]);
                for (int l = 0; l < length; l++) {
                    scores[i * length + l] = slope * (scores[i * length + l] - mean);
                }
            }
            backend.gemv(step, tokens.transposed(), MatrixView.vector(scores), 1, query);
        });
        return new GradientSteps(w, b[0], q);
    }
}
