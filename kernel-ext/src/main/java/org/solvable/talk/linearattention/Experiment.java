package org.solvable.talk.linearattention;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import org.ejml.data.DMatrixRMaj;
import org.solvable.data.family.InContextRegression;
import org.solvable.data.family.Prompts;
import org.solvable.data.family.TaskLaw;
import org.solvable.linalg.Backend;
import org.solvable.linalg.Checkpoint;
import org.solvable.linalg.MemoryBudget;
import org.solvable.model.Domain;
import org.solvable.model.Json;
import org.solvable.model.Measured;
import org.solvable.model.Measurement;
import org.solvable.model.Provenance;
import org.solvable.model.Replicas;
import org.solvable.model.Run;
import org.solvable.model.Status;
import org.solvable.num.Ridge;
import org.solvable.num.RidgeMethod;
import org.solvable.random.RandomStream;

/**
 * Linear attention pretrained at finite d: draws tasks and prompts, fits, and takes the test errors in closed form ({@link
 * TestError}), so that the only randomness is that of pretraining.
 *
 * <p>Finite-size errors lie above the theory by O(1/d), strongly so near τ = 1; compare at two sizes, 2 e(2d) - e(d), and put
 * theory at the realised ratios ({@link #realised}). λ = 0 is the interpolating or least-squares solution itself.
 *
 * <p>Replica r draws from {@code RandomStream.of(seed).split(id).split(parameters).split(r)}: the same numbers on any number of
 * threads. With one backend the outputs are equal to the last bit.
 */
public final class Experiment {

    private Experiment() {}

    /**
     * One pretraining run.
     *
     * @param icl exact error on fresh tasks, at the test context length and noise
     * @param idg exact error on the pretraining tasks, at the pretraining context length and noise
     * @param idgTest the same at those of the test
     * @param train mean squared residual on the prompts
     * @param gamma Γ, d x (d+1)
     * @param method how the fit was solved
     * @param reason why so
     * @param residual of the fit, relative
     * @param iterations of conjugate gradients, or of iterative refinement
     * @param converged whether the residual met the tolerance
     */
    public record Outcome(
            double icl,
            double idg,
            double idgTest,
            double train,
            DMatrixRMaj gamma,
            RidgeMethod method,
            String reason,
            double residual,
            long iterations,
            boolean converged) {

        /** Gap between fresh and pretraining tasks under equal test conditions. */
        public double gTask() {
            return icl - idgTest;
        }

        private static Outcome of(AttentionFit fit, double icl, double idg, double idgTest, DMatrixRMaj gamma) {
            return new Outcome(
                    icl,
                    idg,
                    idgTest,
                    fit.trainError(),
                    gamma,
                    fit.method(),
                    fit.reason(),
                    fit.residual(),
                    fit.iterations(),
                    fit.converged());
        }

        private Outcome withoutGamma() {
            return new Outcome(
                    icl, idg, idgTest, train, new DMatrixRMaj(0, 0), method, reason, residual, iterations, converged);
        }
    }

    /** What tasks are drawn in pretraining, and the exact error on fresh test tasks. */
    record Tasks(String id, Record inputs, TaskLaw law, FreshError fresh, FreshError freshPretraining) {

        /** Error of Γ on fresh tasks at a context length and noise. */
        interface FreshError {
            double of(DMatrixRMaj gamma, int contextLength, double rho);
        }

        static Tasks isotropic(Model model) {
            return new Tasks(LinearAttention.ID, model, TaskLaw.sphere(), TestError::onSphere, TestError::onSphere);
        }
    }

    /** The model at the ratios ℓ/d, k/d, n/d² that an experiment of this d realises: where theory is to be compared. */
    public static Model realised(Model model, int d) {
        return FiniteSize.of(model, d).realised(model);
    }

    /**
     * Runs all replicas.
     *
     * <p>Outputs: {@code icl}, {@code idg}, {@code train}, {@code g_task}, {@code idg_t}; with baseline prompts also {@code
     * bayes_ridge} and, for finite κ, {@code dmmse_icl} and {@code dmmse_idg}. Notes: realised ratios, fit method, reason,
     * largest residual. A stop returns the finished replicas with {@link Status#CANCELLED}.
     *
     * @throws IllegalArgumentException if a rounded size is 0 or τ is infinite
     * @throws org.solvable.linalg.MemoryBudgetExceededException before anything is allocated, if the experiment would not fit
     */
    public static Measurement measure(Model model, ExperimentSettings settings, Run run) {
        return measure(Tasks.isotropic(model), model, settings, run);
    }

    static Measurement measure(Tasks tasks, Model model, ExperimentSettings settings, Run run) {
        FiniteSize size = FiniteSize.of(model, settings.d());
        int threads = threads(size, settings, run);
        RandomStream root = stream(tasks, settings);
        Backend backend = threads == 1 ? run.backend() : run.withThreads(1).backend();
        boolean baselines = settings.baselinePrompts() > 0;
        Replicas<Outcome> replicas = Replicas.run(
                settings.replicas(),
                threads,
                baselines ? run.child("replicas") : run,
                (index, checkpoint) -> once(tasks, model, size, settings, root.split(index), backend, checkpoint)
                        .withoutGamma());
        Map<String, Measured> outputs = new LinkedHashMap<>();
        List<Outcome> done = replicas.finished();
        outputs.put("icl", measured(done, Outcome::icl));
        outputs.put("idg", measured(done, Outcome::idg));
        outputs.put("train", measured(done, Outcome::train));
        outputs.put("g_task", measured(done, Outcome::gTask));
        outputs.put("idg_t", measured(done, Outcome::idgTest));
        boolean complete = replicas.complete();
        if (baselines && complete) {
            complete = ExperimentBaselines.measure(tasks, model, size, settings, root, run, outputs);
        }
        boolean exact = done.stream().allMatch(Outcome::converged);
        Status status = !complete ? Status.CANCELLED : exact ? Status.CONVERGED : Status.NOT_CONVERGED;
        return new Measurement(
                tasks.id(),
                tasks.inputs(),
                settings,
                outputs,
                notes(size, model, done, backend),
                status,
                message(status, done.size(), settings),
                Provenance.of(tasks.id(), settings.seed()));
    }

    /**
     * One measurement for each abscissa, with the same settings; a stop returns those that were begun.
     *
     * @param x abscissas, such as values of τ
     * @param model the model at an abscissa
     */
    public static List<Measurement> along(
            double[] x, DoubleFunction<Model> model, ExperimentSettings settings, Run run) {
        // Refuse before the first point what the last one would refuse.
        for (double v : x) {
            FiniteSize.of(model.apply(v), settings.d());
        }
        List<Measurement> points = new ArrayList<>();
        for (int i = 0; i < x.length && !run.cancel().requested(); i++) {
            run.progress().at((double) i / x.length);
            points.add(measure(model.apply(x[i]), settings, run.child("point " + (i + 1) + " of " + x.length)));
        }
        run.progress().done();
        return points;
    }

    /** One replica of the experiment with its Γ, for looking at it. */
    public static Outcome replica(Model model, ExperimentSettings settings, int index, Run run) {
        if (index < 0) {
            throw new IllegalArgumentException("index = " + index + ": must be >= 0");
        }
        FiniteSize size = FiniteSize.of(model, settings.d());
        Tasks tasks = Tasks.isotropic(model);
        RandomStream own = stream(tasks, settings).split(index);
        return once(tasks, model, size, settings, own, run.backend(), run.checkpoint());
    }

    private static Outcome once(
            Tasks tasks,
            Model model,
            FiniteSize size,
            ExperimentSettings settings,
            RandomStream stream,
            Backend backend,
            Checkpoint checkpoint) {
        InContextRegression family = new InContextRegression(size.d(), size.contextLength(), model.rho());
        // Prompts are drawn by several threads: the progress of this part is told at its end.
        Checkpoint drawing = fraction -> checkpoint.reached(0);
        drawing.reached(0);
        boolean fresh = size.tasks() == 0;
        DMatrixRMaj bank =
                fresh ? new DMatrixRMaj(0, size.d()) : bank(size, tasks.law(), stream.split("tasks"), drawing);
        RandomStream own = stream.split("prompts");
        Prompts prompts = fresh
                ? family.fresh(tasks.law(), size.prompts(), settings.sampler(), own, drawing::reached)
                : family.fromBank(bank, size.prompts(), settings.sampler(), own, drawing::reached);
        AttentionFit fit = AttentionFit.of(
                prompts, model.lambda(), settings.method(), settings.tolerance(), backend, checkpoint.part(0.1, 0.95));
        DMatrixRMaj gamma = fit.gamma();
        double icl = tasks.fresh().of(gamma, size.testContextLength(), model.rhoTest());
        double idg;
        double idgTest;
        if (fresh) {
            idg = tasks.freshPretraining().of(gamma, size.contextLength(), model.rho());
            idgTest = tasks.freshPretraining().of(gamma, size.testContextLength(), model.rhoTest());
        } else {
            idg = TestError.onTasks(gamma, bank, size.contextLength(), model.rho(), backend, drawing(checkpoint));
            boolean matched = size.contextLength() == size.testContextLength() && model.rho() == model.rhoTest();
            idgTest = matched
                    ? idg
                    : TestError.onTasks(
                            gamma, bank, size.testContextLength(), model.rhoTest(), backend, drawing(checkpoint));
        }
        return Outcome.of(fit, icl, idg, idgTest, gamma);
    }

    /** As {@link InContextRegression#taskBank}, with a look at the stop button between tasks. */
    private static DMatrixRMaj bank(FiniteSize size, TaskLaw law, RandomStream stream, Checkpoint checkpoint) {
        DMatrixRMaj bank = new DMatrixRMaj(size.tasks(), size.d());
        double[] w = new double[size.d()];
        for (int j = 0; j < size.tasks(); j++) {
            law.draw(stream.split(j), w);
            System.arraycopy(w, 0, bank.data, j * size.d(), size.d());
            if (j % 64 == 0) {
                checkpoint.reached(0);
            }
        }
        return bank;
    }

    private static Checkpoint drawing(Checkpoint checkpoint) {
        return fraction -> checkpoint.reached(0.95);
    }

    static RandomStream stream(Tasks tasks, ExperimentSettings settings) {
        String parameters = Json.write(Domain.of(tasks.inputs().getClass()).values(tasks.inputs()));
        return RandomStream.of(settings.seed()).split(tasks.id()).split("d=" + settings.d() + " " + parameters);
    }

    /** As many replicas at a time as asked for and as fit into memory; at least one must. */
    private static int threads(FiniteSize size, ExperimentSettings settings, Run run) {
        long fit = Ridge.standard().withMethod(settings.method()).nativeBytes(size.prompts(), size.d(), size.d() + 1);
        MemoryBudget budget = MemoryBudget.standard();
        // Here already, so that nothing is drawn in vain.
        budget.requireNative(
                "The fit of " + size.prompts() + " prompts at d = " + size.d(),
                fit,
                "Use method = conjugate-gradient, or lower d or tau");
        long wanted = settings.threads() == 0 ? run.threads() : Math.min(settings.threads(), run.threads());
        long heap = Math.max(1, budget.heapBytes() / Math.max(1, size.bytes()));
        long outside = Math.max(1, budget.nativeBytes() / Math.max(1, fit));
        return (int) Math.min(Math.min(wanted, settings.replicas()), Math.min(heap, outside));
    }

    private static Measured measured(List<Outcome> done, ToDoubleFunction<Outcome> output) {
        return Measured.of(done.stream().mapToDouble(output).toArray());
    }

    private static Map<String, Object> notes(FiniteSize size, Model model, List<Outcome> done, Backend backend) {
        Model realised = size.realised(model);
        Map<String, Object> notes = new LinkedHashMap<>();
        notes.put("realised_alpha", realised.alpha());
        notes.put("realised_kappa", realised.kappa());
        notes.put("realised_tau", realised.tau());
        notes.put("realised_alpha_t", realised.alphaTest());
        notes.put("l", size.contextLength());
        notes.put("k", size.tasks() == 0 ? "fresh task for each prompt" : size.tasks());
        notes.put("n", size.prompts());
        if (!done.isEmpty()) {
            notes.put("fit_method", done.getFirst().method());
            notes.put("fit_reason", done.getFirst().reason());
            notes.put(
                    "fit_residual",
                    done.stream().mapToDouble(Outcome::residual).max().orElseThrow());
            notes.put(
                    "fit_iterations",
                    done.stream().mapToLong(Outcome::iterations).max().orElseThrow());
        }
        notes.put("backend", backend.provenance());
        return notes;
    }

    private static String message(Status status, int done, ExperimentSettings settings) {
        return switch (status) {
            case CANCELLED ->
                "stopped on request after " + done + " of " + settings.replicas() + " replicas, which are kept";
            case NOT_CONVERGED ->
                "the fit missed its tolerance in at least one replica: raise lambda, move tau away from 1, or use a "
                        + "direct method";
            default -> "";
        };
    }
}
