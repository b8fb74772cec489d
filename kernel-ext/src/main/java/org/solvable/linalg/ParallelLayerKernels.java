package org.solvable.linalg;

import java.lang.foreign.Arena;
import java.util.Arrays;
import org.solvable.linalg.Workers.Task;

/**
 * The training passes on several threads. Rows that do not depend on each other are dealt out in blocks; sums over rows are cut
 * by columns, or into blocks of rows whose number depends on the shape alone, so that results do not depend on the number of
 * threads.
 */
final class ParallelLayerKernels implements LayerKernels {

    /** Numbers of one task: some ten microseconds of work, what it costs to wake a thread. */
    private static final long TASK = 32_768;

    /** Columns are cut at multiples of this, a whole number of vectors and of cache lines. */
    private static final long COLUMNS = 64;

    private final LayerKernels serial;
    private final int threads;

    ParallelLayerKernels(LayerKernels serial, int threads) {
        this.serial = serial;
        this.threads = threads;
    }

    private static void run(int threads, long count, Task task) {
        if (count == 1) {
            task.run(0, part -> {});
            return;
        }
        Workers.run(threads, count, Checkpoint.NONE, task);
    }

    /** A piece [from, to) of a range. */
    private interface Piece {
        void run(long from, long to);
    }

    private static long rowsOfTask(MatrixView x) {
        return Math.max(1, TASK / Math.max(1, x.columns()));
    }

    private void byRows(MatrixView x, Piece piece) {
        long step = rowsOfTask(x);
        run(
                threads,
                Math.max(1, Blocking.count(x.rows(), step)),
                (index, pause) -> piece.run(index * step, Math.min(x.rows(), (index + 1) * step)));
    }

    private void byColumns(MatrixView x, Piece piece) {
        long wanted = TASK / Math.max(1, x.rows());
        long step = Math.max(COLUMNS, wanted / COLUMNS * COLUMNS);
        run(
                threads,
                Math.max(1, Blocking.count(x.columns(), step)),
                (index, pause) -> piece.run(index * step, Math.min(x.columns(), (index + 1) * step)));
    }

    @Override
    public void addRow(MatrixView row, MatrixView y) {
        byRows(y, (from, to) -> serial.addRow(row, y.rows(from, to)));
    }

    @Override
    public void sumRows(MatrixView x, double beta, MatrixView row) {
        byColumns(x, (from, to) -> serial.sumRows(x.columns(from, to), beta, row.columns(from, to)));
    }

    @Override
    public void activate(Activation f, MatrixView x, MatrixView y) {
        byRows(x, (from, to) -> serial.activate(f, x.rows(from, to), y.rows(from, to)));
    }

    @Override
    public void activateBackward(Activation f, MatrixView x, MatrixView dy, double beta, MatrixView dx) {
        byRows(
                x,
                (from, to) -> serial.activateBackward(f, x.rows(from, to), dy.rows(from, to), beta, dx.rows(from, to)));
    }

    @Override
    public void layerNorm(
            MatrixView x, MatrixView gain, MatrixView shift, double epsilon, MatrixView y, MatrixView statistics) {
        byRows(
                x,
                (from, to) -> serial.layerNorm(
                        x.rows(from, to), gain, shift, epsilon, y.rows(from, to), statistics.rows(from, to)));
    }

    @Override
    public void layerNormBackward(
            MatrixView x,
            MatrixView gain,
            MatrixView statistics,
            MatrixView dy,
            double beta,
            MatrixView dx,
            MatrixView dGain,
            MatrixView dShift) {
        long step = rowsOfTask(x);
        int count = Math.toIntExact(Math.max(1, Blocking.count(x.rows(), step)));
        if (count == 1) {
            serial.layerNormBackward(x, gain, statistics, dy, beta, dx, dGain, dShift);
            return;
        }
        // Native like everything that a tape holds: loops that have seen both kinds of memory are three times slower.
        MatrixView gains = MatrixView.allocate(Arena.ofAuto(), x.precision(), count, x.columns());
        MatrixView shifts = MatrixView.allocate(Arena.ofAuto(), x.precision(), count, x.columns());
        run(threads, count, (index, pause) -> {
            long from = index * step;
            long to = Math.min(x.rows(), from + step);
            serial.layerNormBackward(
                    x.rows(from, to),
                    gain,
                    statistics.rows(from, to),
                    dy.rows(from, to),
                    beta,
                    dx.rows(from, to),
                    gains.rows(index, index + 1),
                    shifts.rows(index, index + 1));
        });
        for (int i = 0; i < count; i++) {
            serial.addRow(gains.rows(i, i + 1), dGain);
            serial.addRow(shifts.rows(i, i + 1), dShift);
        }
    }

    @Override
    public void softmaxBackward(MatrixView p, MatrixView dp, MatrixView ds) {
        byRows(p, (from, to) -> serial.softmaxBackward(p.rows(from, to), dp.rows(from, to), ds.rows(from, to)));
    }

    @Override
    public void gatherRows(int[] index, MatrixView table, MatrixView y) {
        byRows(
                y,
                (from, to) ->
                        serial.gatherRows(Arrays.copyOfRange(index, (int) from, (int) to), table, y.rows(from, to)));
    }

    /** Rows of the table may be met several times: by one thread, in the order of the index. */
    @Override
    public void scatterAddRows(int[] index, MatrixView dy, MatrixView dTable) {
        serial.scatterAddRows(index, dy, dTable);
    }

    @Override
    public void adam(
            MatrixView w,
            MatrixView g,
            MatrixView m,
            MatrixView v,
            double rate,
            double beta1,
            double beta2,
            double epsilon,
            double decay,
            long step) {
        byRows(
                w,
                (from, to) -> serial.adam(
                        w.rows(from, to),
                        g.rows(from, to),
                        m.rows(from, to),
                        v.rows(from, to),
                        rate,
                        beta1,
                        beta2,
                        epsilon,
                        decay,
                        step));
    }
}
