package org.solvable.talk.sparsetoken;

import org.solvable.data.family.SparseTokens;
import org.solvable.linalg.Checkpoint;
import org.solvable.linalg.MatrixView;
import org.solvable.random.RandomStream;

/**
 * Sequences read in batches, as often as wanted: each reading draws the same ones again, so that no more than a batch of them
 * is in memory.
 *
 * @param family their law
 * @param signal ξ
 * @param stream where they come from
 * @param count how many
 */
record SequenceStream(SparseTokens family, double[] signal, RandomStream stream, int count) {

    /** Numbers in a batch: 8 MiB. */
    private static final int BATCH = 1 << 20;

    /** Work on some sequences. */
    interface Reader {

        /**
         * Sequences number from to from + size - 1.
         *
         * @param tokens size L x d
         * @param labels their labels
         */
        void read(int from, int size, MatrixView tokens, double[] labels);
    }

    /** Draws all sequences and hands them on batch by batch. */
    void read(Checkpoint checkpoint, Reader reader) {
        int length = family.length();
        int one = length * family.dimension();
        int size = Math.clamp(BATCH / one, 1, count);
        double[] tokens = new double[size * one];
        double[] labels = new double[size];
        for (int from = 0; from < count; from += size) {
            int m = Math.min(size, count - from);
            for (int i = 0; i < m; i++) {
                family.fill(signal, from + i, stream, tokens, i * one);
                labels[i] = family.label(from + i, stream);
            }
            reader.read(from, m, MatrixView.of(tokens, (long) m * length, family.dimension()), labels);
            checkpoint.reached((double) (from + m) / count);
        }
    }
}
