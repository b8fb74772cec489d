package org.solvable.grad;

import org.solvable.linalg.MatrixView;

/** Mean losses on a {@link Tape}; each is a 1 x 1 tensor, accumulated in double precision. */
public final class Losses {

    private Losses() {}

    /** Mean over all elements of (prediction - target)². */
    public static Tensor squared(Tape tape, Tensor prediction, Tensor target) {
        requireShape(prediction, target);
        Tensor loss = tape.result(1, 1, prediction, target);
        MatrixView residual = tape.buffer(prediction.rows(), prediction.columns());
        tape.backend().copy(prediction.value(), residual);
        tape.backend().axpby(-1, target.value(), 1, residual);
        double count = (double) prediction.rows() * prediction.columns();
        loss.value().set(0, 0, tape.backend().dot(residual, residual) / count);
        tape.record(loss, () -> {
            double slope = 2 * loss.gradient().get(0, 0) / count;
            if (prediction.needsGradient()) {
                tape.backend().axpby(slope, residual, prediction.beta(), prediction.sink());
            }
            if (target.needsGradient()) {
                tape.backend().axpby(-slope, residual, target.beta(), target.sink());
            }
        });
        return loss;
    }

    /**
     * Mean of log(1 + e^(-label·margin)).
     *
     * @param margin n x 1
     * @param label n numbers, each -1 or +1
     */
    public static Tensor logistic(Tape tape, Tensor margin, int[] label) {
        requireLabels(margin, label, 1, -1, 1);
        int n = label.length;
        Tensor loss = tape.result(1, 1, margin);
        double sum = 0;
        for (int i = 0; i < n; i++) {
            if (label[i] == 0) {
                throw new IllegalArgumentException("label[" + i + "] = 0: must be -1 or +1");
            }
            double z = -label[i] * margin.value().get(i, 0);
            sum += Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
        }
        loss.value().set(0, 0, sum / n);
        int[] labels = label.clone();
        tape.record(loss, () -> {
            double upstream = loss.gradient().get(0, 0) / n;
            MatrixView d = tape.buffer(n, 1);
            for (int i = 0; i < n; i++) {
                double z = -labels[i] * margin.value().get(i, 0);
                d.set(i, 0, -labels[i] * upstream * (0.5 + 0.5 * Math.tanh(0.5 * z)));
            }
            tape.backend().axpby(1, d, margin.beta(), margin.sink());
        });
        return loss;
    }

    /**
     * Mean of -log softmax(logits)_class.
     *
     * @param logits n x classes
     * @param classes n numbers in [0, classes)
     */
    public static Tensor crossEntropy(Tape tape, Tensor logits, int[] classes) {
        requireLabels(logits, classes, logits.columns(), 0, (int) logits.columns() - 1);
        int n = classes.length;
        Tensor loss = tape.result(1, 1, logits);
        MatrixView p = tape.buffer(n, logits.columns());
        tape.backend().softmaxRows(1, logits.value(), p);
        double sum = 0;
        for (int i = 0; i < n; i++) {
            // log-sum-exp rather than log p, which is -infinity once p underflows.
            double max = Double.NEGATIVE_INFINITY;
            for (int j = 0; j < logits.columns(); j++) {
                max = Math.max(max, logits.value().get(i, j));
            }
            double mass = 0;
            for (int j = 0; j < logits.columns(); j++) {
                mass += Math.exp(logits.value().get(i, j) - max);
            }
            sum += Math.log(mass) + max - logits.value().get(i, classes[i]);
        }
        loss.value().set(0, 0, sum / n);
        int[] labels = classes.clone();
        tape.record(loss, () -> {
            double upstream = loss.gradient().get(0, 0) / n;
            for (int i = 0; i < n; i++) {
                p.set(i, labels[i], p.get(i, labels[i]) - 1);
            }
            tape.backend().axpby(upstream, p, logits.beta(), logits.sink());
        });
        return loss;
    }

    private static void requireShape(Tensor prediction, Tensor target) {
        if (prediction.rows() != target.rows() || prediction.columns() != target.columns() || prediction.rows() == 0) {
            throw new IllegalArgumentException(
                    "target is a " + target + ": must have the shape of the prediction, a nonempty " + prediction);
        }
    }

    private static void requireLabels(Tensor x, int[] label, long columns, int least, int greatest) {
        if (x.columns() != columns || x.rows() != label.length || label.length == 0) {
            throw new IllegalArgumentException("scores are a " + x + ": must have one row for each of the "
                    + label.length + " labels (at least one) and " + columns + " columns");
        }
        for (int i = 0; i < label.length; i++) {
            if (label[i] < least || label[i] > greatest) {
                throw new IllegalArgumentException(
                        "label[" + i + "] = " + label[i] + ": must be in [" + least + ", " + greatest + "]");
            }
        }
    }
}
