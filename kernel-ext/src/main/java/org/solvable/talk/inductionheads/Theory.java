package org.solvable.talk.inductionheads;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.solvable.data.family.MarkovKernel;
import org.solvable.model.Diagnostics;
import org.solvable.model.Provenance;
import org.solvable.model.Run;
import org.solvable.model.Solution;
import org.solvable.model.Status;
import org.solvable.num.RunningMoments;
import org.solvable.num.Trajectory;
import org.solvable.random.RandomStream;

/**
 * What training selects and when: informations, gains, the three stages and the losses of the limiting induction head.
 *
 * <p>Exact for one chain; averages over random chains are Monte Carlo over a fixed set of kernels (common random numbers), with
 * standard errors. Flows and losses use at most the first 1000 of them.
 */
public final class Theory {

    private static final int FLOW_KERNELS = 1000;

    private final Model model;
    private final List<List<Integer>> lagSets;
    private final List<double[]> modified = new ArrayList<>();
    private final RunningMoments information = new RunningMoments();
    private final RunningMoments entropy = new RunningMoments();
    private final RunningMoments oracle = new RunningMoments();
    private final RunningMoments unigram = new RunningMoments();
    private final HeadGains gains;
    private final TheoryLosses losses;
    private final int reducible;
    private final int period;

    private Theory(Model model, Run run) {
        this.model = model;
        List<Integer> set = model.reported();
        lagSets = new ArrayList<>(FeatureSets.upTo(model.window(), Math.min(model.degree(), model.window())));
        if (!lagSets.contains(set)) {
            lagSets.add(set);
        }
        losses = new TheoryLosses(model.loss(), model.d());
        List<HeadGains> each = new ArrayList<>();
        RandomStream stream =
                RandomStream.of(model.seed()).split(InductionHeads.ID).split("theory");
        int count = model.hasGivenKernel() ? 1 : model.kernels();
        int refused = 0;
        int firstPeriod = 1;
        for (int i = 0; i < count; i++) {
            run.checkpoint().reached((double) i / count);
            MarkovKernel kernel = model.hasGivenKernel()
                    ? model.givenKernel()
                    : MarkovKernel.dirichlet(model.d(), model.parents(), model.alpha(), stream.split(i));
            ChainLaw law;
            try {
                law = ChainLaw.of(kernel);
            } catch (ChainLaw.ReducibleChainException e) {
                if (model.hasGivenKernel()) {
                    throw e;
                }
                refused++;
                continue;
            }
            firstPeriod = Math.max(firstPeriod, law.period());
            TheoryInformation chain = TheoryInformation.of(law, model.window());
            modified.add(lagSets.stream().mapToDouble(chain::modified).toArray());
            information.add(chain.chiSquare(set));
            entropy.add(chain.conditionalEntropy(set));
            oracle.add(chain.conditionalEntropy(model.parents()));
            unigram.add(chain.conditionalEntropy(List.of()));
            if (each.size() < FLOW_KERNELS) {
                each.add(chain.gains(model.degree()));
                losses.add(chain, set);
            }
        }
        run.checkpoint().reached(1);
        if (each.isEmpty()) {
            throw new ChainLaw.ReducibleChainException("every random chain is numerically reducible: raise alpha");
        }
        gains = HeadGains.mean(each);
        reducible = refused;
        period = firstPeriod;
    }

    /**
     * All that is averaged over kernels, once; flows and curves from it are cheap.
     *
     * @throws ChainLaw.ReducibleChainException if the given chain has no unique stationary law
     */
    public static Theory of(Model model, Run run) {
        return new Theory(model, run);
    }

    /** The quantities at one point; {@link Status#NO_SOLUTION} with a sentence for a reducible chain. */
    public static Solution<Quantities> solve(Model model, Run run) {
        try {
            Theory theory = of(model, run);
            Quantities outputs = theory.quantities(run);
            return new Solution<>(
                    InductionHeads.ID,
                    model,
                    outputs,
                    Status.CONVERGED,
                    theory.message(),
                    new Diagnostics(0, outputs.iTildeError(), theory.modified.size()),
                    List.of(),
                    Provenance.of(InductionHeads.ID));
        } catch (ChainLaw.ReducibleChainException e) {
            double x = Double.NaN;
            return new Solution<>(
                    InductionHeads.ID,
                    model,
                    new Quantities(x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x),
                    Status.NO_SOLUTION,
                    String.valueOf(e.getMessage()),
                    new Diagnostics(x, x, 0),
                    List.of(),
                    Provenance.of(InductionHeads.ID));
        }
    }

    private String message() {
        List<String> parts = new ArrayList<>();
        if (period > 1) {
            parts.add(
                    "the chain is periodic with period " + period + ": its stationary law exists, but a sequence keeps "
                            + "its phase, so averages over positions converge to it while laws of single positions do not");
        }
        if (reducible > 0) {
            parts.add(reducible + " of " + model.kernels() + " random chains were numerically reducible and left out");
        }
        if (!representable()) {
            parts.add("S = " + FeatureSets.text(model.reported()) + " needs heads up to H = " + model.heads()
                    + " and at most D = " + model.degree() + " of them: j, p and the copier stage are not defined");
        }
        if (model.wPlus() == model.wMinus()) {
            parts.add("w_plus = w_minus: all heads start alike and stay alike");
        }
        return String.join("; ", parts);
    }

    private boolean representable() {
        List<Integer> set = model.reported();
        return set.size() <= model.degree() && set.stream().allMatch(h -> h <= model.heads() && h <= model.window());
    }

    /** Sets of heads that the feed-forward layer multiplies, ∅ first. */
    public List<List<Integer>> features() {
        return FeatureSets.upTo(model.heads(), model.degree());
    }

    /** Ĩ of a set of lags with its standard error, from all kernels. */
    public org.solvable.num.Estimate modified(List<Integer> set) {
        return moments(set, List.of()).estimate();
    }

    /** Ĩ(first) - Ĩ(second), paired kernel by kernel. */
    public org.solvable.num.Estimate lead(List<Integer> first, List<Integer> second) {
        return moments(first, second).estimate();
    }

    private RunningMoments moments(List<Integer> first, List<Integer> second) {
        int i = lagSets.indexOf(first);
        int j = lagSets.indexOf(second);
        if (i < 0 || j < 0) {
            throw new IllegalArgumentException("set = " + FeatureSets.text(i < 0 ? first : second)
                    + ": must be of at most D lags in 1.." + model.window());
        }
        RunningMoments m = new RunningMoments();
        modified.forEach(v -> m.add(v[i] - v[j]));
        return m;
    }

    /** Sets of at most D lags by falling Ĩ: the first is the information set S*. */
    public List<List<Integer>> ranking() {
        List<List<Integer>> sets =
                new ArrayList<>(FeatureSets.upTo(model.window(), Math.min(model.degree(), model.window())));
        sets.sort(java.util.Comparator.comparingDouble(s -> -modified(s).mean()));
        return sets;
    }

    /** J_S of each feature at the attention weights σ[head][lag]. */
    public double[] gainsAt(double[][] sigma) {
        return features().stream().mapToDouble(s -> gains.gain(s, sigma)).toArray();
    }

    /** Attention weights at the start: w_plus on the own lag, w_minus elsewhere. */
    public double[][] startingAttention() {
        return TheoryFlow.softmax(flat(start()), model.heads(), model.window());
    }

    private double[][] start() {
        double[][] w = new double[model.heads()][model.window()];
        for (int h = 0; h < w.length; h++) {
            Arrays.fill(w[h], model.wMinus());
            if (h < model.window()) {
                w[h][h] = model.wPlus();
            }
        }
        return w;
    }

    private static double[] flat(double[][] w) {
        return Arrays.stream(w).flatMapToDouble(Arrays::stream).toArray();
    }

    /** Stage I from equal shares with the heads frozen at their start: p of each feature at time t. */
    public double[] shares(double t) {
        double[] gain = gainsAt(startingAttention());
        double[] even = new double[gain.length];
        Arrays.fill(even, 1.0 / gain.length);
        return TheoryFlow.select(even, gain, model.a(), gain.length * model.c0() * model.c0(), t);
    }

    /** Stage II: w over time (heads x lags, row by row), from the start with all weight on the reported set. */
    public Trajectory copiers(double tau, double[] times, Run run) {
        return TheoryFlow.copy(gains, model.reported(), start(), model.a(), tau, times, run.checkpoint());
    }

    /** dw/dt of stage II divided by a, at weights w. */
    public double[][] headVelocity(double[][] w) {
        double[] dy = new double[model.heads() * model.window()];
        TheoryFlow.headVelocity(gains, model.reported(), flat(w), model.heads(), model.window(), 1, dy);
        double[][] rows = new double[model.heads()][];
        for (int h = 0; h < rows.length; h++) {
            rows[h] = Arrays.copyOfRange(dy, h * model.window(), (h + 1) * model.window());
        }
        return rows;
    }

    /** Stage III: a over time at infinite context. */
    public Trajectory growth(double[] times, Run run) {
        return TheoryFlow.grow(losses, model.a(), times, run.checkpoint());
    }

    /** The infinite-context losses of the induction head on the reported set. */
    public TheoryLosses losses() {
        return losses;
    }

    private Quantities quantities(Run run) {
        List<Integer> set = model.reported();
        List<List<Integer>> order = ranking();
        var own = modified(set);
        var lead = order.size() > 1 ? lead(order.get(0), order.get(1)) : modified(order.get(0));
        double[] j = gainsAt(startingAttention());
        double cD = j.length * model.c0() * model.c0();
        int index = features().indexOf(set);
        double[] sorted = j.clone();
        Arrays.sort(sorted);
        double gap = sorted.length > 1 ? sorted[sorted.length - 1] - sorted[sorted.length - 2] : Double.NaN;
        double blur = Double.NaN;
        double copyTime = Double.NaN;
        double[][] sigma = startingAttention();
        if (representable() && !set.isEmpty()) {
            blur = TheoryFlow.blur(set, sigma);
            if (model.time() > 0) {
                Trajectory until = copiers(0, new double[] {0, model.time()}, run);
                blur = TheoryFlow.blur(set, TheoryFlow.softmax(until.endState(), model.heads(), model.window()));
            }
            if (model.a() > 0) {
                Trajectory whole = copiers(0.01, new double[] {0, 1e7 / model.a()}, run);
                copyTime = whole.stoppedBy().isPresent() ? whole.endTime() : Double.NaN;
            }
        }
        double aT =
                model.time() > 0 ? growth(new double[] {0, model.time()}, run).endState()[0] : model.a();
        boolean two = model.window() > 1 && model.degree() > 1;
        return new Quantities(
                own.mean(),
                error(own),
                information.mean(),
                index < 0 ? Double.NaN : j[index],
                modified(List.of(1)).mean(),
                model.window() > 1 ? modified(List.of(2)).mean() : Double.NaN,
                two || lagSets.contains(List.of(1, 2)) ? modified(List.of(1, 2)).mean() : Double.NaN,
                FeatureSets.digits(order.getFirst()),
                lead.mean(),
                error(lead),
                cD,
                index < 0 ? Double.NaN : shares(model.time())[index],
                cD / (4 * model.a() * gap) * Math.log(j.length),
                Arrays.stream(j).average().orElse(Double.NaN),
                blur,
                copyTime,
                aT,
                losses.loss(model.a()),
                entropy.mean(),
                oracle.mean(),
                unigram.mean(),
                Math.log(model.d()),
                TheoryLosses.exponent(model.loss(), model.alpha()),
                TheoryLosses.stoppingStrength(model.length(), model.window(), model.d(), model.alpha()),
                TheoryLosses.rowEntropy(model.d(), model.alpha()));
    }

    private double error(org.solvable.num.Estimate e) {
        return model.hasGivenKernel() ? 0 : e.standardError();
    }
}
