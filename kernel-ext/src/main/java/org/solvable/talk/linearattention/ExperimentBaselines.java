package org.solvable.talk.linearattention;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.solvable.linalg.Backend;
import org.solvable.linalg.Checkpoint;
import org.solvable.linalg.MatrixView;
import org.solvable.model.Measured;
import org.solvable.model.Replicas;
import org.solvable.model.Run;
import org.solvable.random.RandomStream;

/**
 * Predictors that see the whole context, simulated prompt by prompt at the test context length and noise: Bayes ridge, which
 * knows ρ, and dMMSE, which knows ρ and the k pretraining tasks.
 *
 * <p>Each prompt has its own task bank and its own stream; the error of an estimate ŵ is ρ + ‖w - ŵ‖²/d, the average over the
 * query. dMMSE costs O(k ℓ d) a prompt.
 */
final class ExperimentBaselines {

    /** Prompts in one unit of work. */
    private static final int CHUNK = 16;

    private ExperimentBaselines() {}

    /** Errors of a chunk of prompts; the dMMSE rows are empty for infinitely many tasks. */
    private record Chunk(double[] ridge, double[] fresh, double[] own) {}

    /** Adds the baselines to {@code outputs}; false if stopped before all prompts were done (then nothing is added). */
    static boolean measure(
            Experiment.Tasks tasks,
            Model model,
            FiniteSize size,
            ExperimentSettings settings,
            RandomStream root,
            Run run,
            Map<String, Measured> outputs) {
        int prompts = settings.baselinePrompts();
        int chunks = (prompts + CHUNK - 1) / CHUNK;
        RandomStream stream = root.split("baselines");
        Backend backend = run.withThreads(1).backend();
        int parallel = settings.threads() == 0 ? run.threads() : Math.min(settings.threads(), run.threads());
        Replicas<Chunk> done = Replicas.run(chunks, parallel, run.child("baselines"), (chunk, checkpoint) -> {
            int from = chunk * CHUNK;
            int count = Math.min(CHUNK, prompts - from);
            boolean bank = size.tasks() > 0;
            Chunk errors = new Chunk(new double[count], new double[bank ? count : 0], new double[bank ? count : 0]);
            for (int i = 0; i < count; i++) {
                checkpoint.reached(i / (double) count);
                prompt(tasks, model, size, stream.split((long) from + i), backend, checkpoint, errors, i);
            }
            return errors;
        });
        if (!done.complete()) {
            return false;
        }
        List<Chunk> all = done.finished();
        outputs.put(
                "bayes_ridge",
                Measured.of(all.stream()
                        .flatMapToDouble(e -> Arrays.stream(e.ridge))
                        .toArray()));
        if (size.tasks() > 0) {
            outputs.put(
                    "dmmse_icl",
                    Measured.of(all.stream()
                            .flatMapToDouble(e -> Arrays.stream(e.fresh))
                            .toArray()));
            outputs.put(
                    "dmmse_idg",
                    Measured.of(all.stream()
                            .flatMapToDouble(e -> Arrays.stream(e.own))
                            .toArray()));
        }
        return true;
    }

    private static void prompt(
            Experiment.Tasks tasks,
            Model model,
            FiniteSize size,
            RandomStream stream,
            Backend backend,
            Checkpoint checkpoint,
            Chunk errors,
            int i) {
        int d = size.d();
        double rho = model.rhoTest();
        double[] w = new double[d];
        tasks.law().draw(stream.split("fresh task"), w);
        Context context = Context.draw(w, size.testContextLength(), rho, stream.split("fresh context"));
        errors.ridge[i] = rho + distance(w, ridge(context, rho, backend)) / d;
        if (size.tasks() == 0) {
            return;
        }
        double[][] bank = new double[size.tasks()][d];
        RandomStream bankStream = stream.split("bank");
        for (int j = 0; j < bank.length; j++) {
            tasks.law().draw(bankStream.split(j), bank[j]);
        }
        checkpoint.reached(0);
        errors.fresh[i] = rho + distance(w, dmmse(context, bank, rho, checkpoint)) / d;
        double[] known = bank[stream.split("own task").nextInt(bank.length)];
        Context own = Context.draw(known, size.testContextLength(), rho, stream.split("own context"));
        errors.own[i] = rho + distance(known, dmmse(own, bank, rho, checkpoint)) / d;
    }

    /** Labelled examples: row i of x is a token. */
    record Context(DMatrixRMaj x, double[] y) {

        static Context draw(double[] w, int length, double rho, RandomStream stream) {
            int d = w.length;
            DMatrixRMaj x = new DMatrixRMaj(length, d);
            double[] y = new double[length];
            double deviation = 1 / Math.sqrt(d);
            double noise = Math.sqrt(rho);
            for (int i = 0; i < length; i++) {
                stream.fillGaussian(x.data, i * d, d);
                double sum = 0;
                for (int j = 0; j < d; j++) {
                    x.data[i * d + j] *= deviation;
                    sum += x.data[i * d + j] * w[j];
                }
                y[i] = sum + noise * stream.nextGaussian();
            }
            return new Context(x, y);
        }
    }

    /** (XᵀX + ρ)⁻¹ Xᵀy = Xᵀ (XXᵀ + ρ)⁻¹ y, by the smaller system; for ρ = 0 the solution of smallest norm. */
    static double[] ridge(Context context, double rho, Backend backend) {
        int l = context.x.numRows;
        int d = context.x.numCols;
        MatrixView x = MatrixView.of(context.x);
        boolean tall = l >= d;
        int size = tall ? d : l;
        MatrixView gram = MatrixView.of(new double[size * size], size, size);
        backend.syrk(1, tall ? x.transposed() : x, 0, gram);
        for (int j = 0; j < size; j++) {
            gram.set(j, j, gram.get(j, j) + rho);
        }
        double[] solution = new double[size];
        MatrixView right = MatrixView.vector(solution);
        if (tall) {
            backend.gemv(1, x.transposed(), MatrixView.vector(context.y), 0, right, Checkpoint.NONE);
        } else {
            System.arraycopy(context.y, 0, solution, 0, l);
        }
        if (backend.potrf(gram) != 0) {
            throw new IllegalStateException("the context gives a singular system at rho = " + rho + ": raise rho_t");
        }
        backend.potrs(gram, right);
        if (tall) {
            return solution;
        }
        double[] w = new double[d];
        backend.gemv(1, x.transposed(), right, 0, MatrixView.vector(w), Checkpoint.NONE);
        return w;
    }

    /** Posterior mean over the tasks of the bank: weights exp(-‖y - X w‖²/2ρ), the largest exponent taken out first. */
    static double[] dmmse(Context context, double[][] bank, double rho, Checkpoint checkpoint) {
        int l = context.x.numRows;
        int d = context.x.numCols;
        double[] loss = new double[bank.length];
        double least = Double.POSITIVE_INFINITY;
        long work = 0;
        for (int j = 0; j < bank.length; j++) {
            double[] w = bank[j];
            double sum = 0;
            for (int i = 0; i < l; i++) {
                double rest = context.y[i];
                for (int a = 0; a < d; a++) {
                    rest -= context.x.data[i * d + a] * w[a];
                }
                sum += rest * rest;
            }
            loss[j] = sum;
            least = Math.min(least, sum);
            work += (long) l * d;
            if (work > 20_000_000) {
                checkpoint.reached(0);
                work = 0;
            }
        }
        double[] mean = new double[d];
        double total = 0;
        for (int j = 0; j < bank.length; j++) {
            // Without noise only the tasks that fit best are left.
            double weight = loss[j] == least ? 1 : StrictMath.exp(-(loss[j] - least) / (2 * rho));
            total += weight;
            for (int a = 0; a < d && weight > 0; a++) {
                mean[a] += weight * bank[j][a];
            }
        }
        for (int a = 0; a < d; a++) {
            mean[a] /= total;
        }
        return mean;
    }

    private static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += (a[j] - b[j]) * (a[j] - b[j]);
        }
        return sum;
    }
}
