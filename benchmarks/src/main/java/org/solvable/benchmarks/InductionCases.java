package org.solvable.benchmarks;

import org.solvable.data.family.TokenSequences;
import org.solvable.talk.inductionheads.LossKind;
import org.solvable.talk.inductionheads.Transformer;

/**
 * A step of gradient descent of the two-layer model of the induction heads, double precision, on tokens without structure:
 * the worst case for counting patterns. The check value is the sum of the losses before the first three steps.
 */
final class InductionCases {

    private static final int CHECKED = 3;

    private InductionCases() {}

    static Prepared step(int sequences, int length, int d, int heads) {
        double[] u = JavaCases.uniform(sequences * (length + 1), 5);
        int[][] tokens = new int[sequences][length + 1];
        double[][] targets = new double[sequences][d];
        for (int b = 0; b < sequences; b++) {
            for (int t = 0; t <= length; t++) {
                tokens[b][t] = (int) ((u[b * (length + 1) + t] + 1) / 2 * d);
            }
            targets[b][tokens[b][length]] = 1;
        }
        Transformer model = new Transformer(heads, heads, 2, LossKind.LOG, false);
        Transformer.Batch batch = model.batch(new TokenSequences(d, tokens, targets), false);
        double[] theta = model.start(2, 0, 0.1, 0.1);
        double[] gradient = new double[model.size()];
        double check = 0;
        for (int i = 0; i < CHECKED; i++) {
            check += descend(model, batch, theta, gradient);
        }
        double first = check;
        return () -> {
            descend(model, batch, theta, gradient);
            return () -> first;
        };
    }

    private static double descend(Transformer model, Transformer.Batch batch, double[] theta, double[] gradient) {
        double loss = model.loss(batch, theta, gradient);
        int w = model.heads() * model.weights();
        for (int i = 0; i < theta.length; i++) {
            boolean feature = i >= w && i < theta.length - 1;
            theta[i] -= (feature ? 0.02 : 1) * gradient[i];
        }
        return loss;
    }
}
