package org.solvable.talk.sparsetoken;

import org.ejml.data.DMatrixRMaj;
import org.solvable.linalg.Backend;
import org.solvable.linalg.Checkpoint;
import org.solvable.linalg.MatrixView;
import org.solvable.random.RandomStream;

/**
 * What a readout sees of labelled sequences.
 *
 * @param rows one feature vector a sequence
 * @param labels ±1
 */
record Features(DMatrixRMaj rows, double[] labels) {

    /** One averaged token a sequence, with softmax weights of β ⟨x, q⟩; q = 0 gives the plain average. */
    static Features attention(SequenceStream data, double[] q, double beta, Backend backend, Checkpoint checkpoint) {
        int d = data.family().dimension();
        int length = data.family().length();
        DMatrixRMaj rows = new DMatrixRMaj(data.count(), d);
        double[] y = new double[data.count()];
        data.read(checkpoint, (from, size, tokens, labels) -> {
            System.arraycopy(labels, 0, y, from, size);
            double[] scores = new double[size * length];
            backend.gemv(1, tokens, MatrixView.vector(q), 0, MatrixView.vector(scores));
            MatrixView weights = MatrixView.of(scores, size, length);
            backend.softmaxRows(beta, weights, weights);
            // One row times L x d for each sequence.
            backend.gemmBatched(
                    1,
                    weights.rows(0, 1),
                    length,
                    tokens.rows(0, length),
                    (long) length * d,
                    0,
                    MatrixView.of(rows).rows(from, from + 1),
                    d,
                    size);
        });
        return new Features(rows, y);
    }

    /** All tokens of a sequence one after the other. */
    static Features vectorized(SequenceStream data, Checkpoint checkpoint) {
        int one = data.family().length() * data.family().dimension();
        DMatrixRMaj rows = new DMatrixRMaj(data.count(), one);
        double[] y = new double[data.count()];
        for (int i = 0; i < data.count(); i++) {
            data.family().fill(data.signal(), i, data.stream(), rows.data, i * one);
            y[i] = data.family().label(i, data.stream());
            checkpoint.reached((double) i / data.count());
        }
        return new Features(rows, y);
    }

    /**
     * Attention features from their law given the query: θκ ξ + γ q̂ + σ ζ, ζ standard normal orthogonal to q̂; the same
     * distribution as {@link #attention}.
     *
     * @param q not zero
     */
    static Features fromLaw(SequenceStream data, double[] q, double beta, Checkpoint checkpoint) {
        int d = data.family().dimension();
        int length = data.family().length();
        double theta = data.family().theta();
        double[] xi = data.signal();
        double norm = Math.sqrt(dot(q, q));
        double s = dot(q, xi) / norm;
        DMatrixRMaj rows = new DMatrixRMaj(data.count(), d);
        double[] y = new double[data.count()];
        double[] g = new double[length];
        Attention attention = new Attention(length, data.family().informative(), theta * s, beta * norm);
        for (int i = 0; i < data.count(); i++) {
            y[i] = data.family().label(i, data.stream());
            RandomStream own = data.stream().split(i).split("law");
            own.fillGaussian(g, 0, length);
            attention.of(g, y[i] > 0);
            own.fillGaussianFast(rows.data, i * d, d);
            double along = 0;
            for (int j = 0; j < d; j++) {
                along += rows.data[i * d + j] * q[j] / norm;
            }
            double informative = y[i] > 0 ? theta * attention.kappa : 0;
            double correction = (attention.gamma - attention.sigma * along) / norm;
            for (int j = 0; j < d; j++) {
                rows.data[i * d + j] = attention.sigma * rows.data[i * d + j] + informative * xi[j] + correction * q[j];
            }
            if (i % 256 == 0) {
                checkpoint.reached((double) i / data.count());
            }
        }
        return new Features(rows, y);
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** The softmax of one sequence from its noise g along the query, informative tokens first; results in the fields. */
    static final class Attention {

        private final int length;
        private final int informative;
        private final double shift;
        private final double sharpness;
        /** Mass on informative tokens; 0 for a negative sequence. */
        double kappa;
        /** Σ a g. */
        double gamma;
        /** √Σ a². */
        double sigma;

        /**
         * Prepares.
         *
         * @param shift θ s, what the signal adds along the query
         * @param sharpness B
         */
        Attention(int length, int informative, double shift, double sharpness) {
            this.length = length;
            this.informative = informative;
            this.shift = shift;
            this.sharpness = sharpness;
        }

        void of(double[] g, boolean positive) {
            double top = Double.NEGATIVE_INFINITY;
            for (int l = 0; l < length; l++) {
                top = Math.max(top, score(g, l, positive));
            }
            double sum = 0;
            double square = 0;
            double inside = 0;
            double value = 0;
            for (int l = 0; l < length; l++) {
                double e = Math.exp(sharpness * (score(g, l, positive) - top));
                sum += e;
                square += e * e;
                value += e * g[l];
                inside += positive && l < informative ? e : 0;
            }
            kappa = inside / sum;
            gamma = value / sum;
            sigma = Math.sqrt(square) / sum;
        }

        private double score(double[] g, int l, boolean positive) {
            return g[l] + (positive && l < informative ? shift : 0);
        }
    }
}
