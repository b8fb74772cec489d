package org.solvable.talk.linearattention;

import java.util.List;
import org.solvable.show.Figure;

/**
 * The figures of this talk: curves, measured points and fields go in, a {@link Figure} comes out; nothing is solved here.
 *
 * <p>Every figure accepts empty lists, so that a theory can be shown before its experiment. Each can be changed further by
 * the methods of {@link Figure}.
 */
public final class Figures {

    private static final String TAU = "$\\tau = n/d^2$";
    private static final String KAPPA = "$\\kappa = k/d$";
    private static final String ALPHA = "$\\alpha = \\ell/d$";

    private Figures() {}

    /** Curves as lines, then points with error bars; equal names get equal colours. */
    private static Figure draw(Figure figure, List<Series> curves, List<Series> points) {
        Figure f = figure;
        for (Series s : curves) {
            f = f.line(s.name(), s.x(), s.y());
        }
        for (Series s : points) {
            f = s.standardError().length == 0
                    ? f.points(s.name(), s.x(), s.y())
                    : f.points(s.name(), s.x(), s.y(), s.standardError());
        }
        return f;
    }

    /** Errors against the number of prompts: two panels, ICL and IDG, with the interpolation threshold marked. */
    public static Figure doubleDescent(
            List<Series> icl, List<Series> iclMeasured, List<Series> idg, List<Series> idgMeasured) {
        Figure left = draw(
                Figure.of("Double descent")
                        .panelTitle("fresh tasks")
                        .x(TAU)
                        .y("$e_{ICL}$")
                        .logY(),
                icl,
                iclMeasured);
        Figure right = draw(
                left.vertical(1, "$n = d^2$")
                        .panel("pretraining tasks", 2)
                        .x(TAU)
                        .y("$e_{IDG}$")
                        .logY(),
                idg,
                idgMeasured);
        return right.vertical(1, "$n = d^2$")
                .caption("Both test errors peak where the number of prompts equals the number of parameters.");
    }

    /** One error against the number of prompts, in one panel. */
    public static Figure againstPrompts(String error, List<Series> curves, List<Series> points) {
        return draw(
                        Figure.of("Errors against the number of prompts")
                                .x(TAU)
                                .y(error)
                                .logY(),
                        curves,
                        points)
                .vertical(1, "$n = d^2$");
    }

    /** The gap between fresh and pretraining tasks against task diversity. */
    public static Figure taskGap(List<Series> curves, List<Series> points, List<Series> baselines) {
        Figure f = draw(
                Figure.of("From memorisation to learning in context")
                        .x(KAPPA)
                        .y("$g_{task} = e_{ICL} - e_{IDG}$")
                        .logX(),
                curves,
                points);
        for (Series s : baselines) {
            f = s.standardError().length == 0
                    ? f.dashed(s.name(), s.x(), s.y())
                    : f.points(s.name(), s.x(), s.y(), s.standardError());
        }
        return f.vertical(1, "$k = d$")
                .caption("With more than d pretraining tasks fresh tasks are solved about as well as known ones.");
    }

    /**
     * A quantity over diversity and context length.
     *
     * @param quantity label of the colours
     * @param z {@code z[i][j]} at context length {@code alpha[i]} and diversity {@code kappa[j]}
     * @param boundaries curves κ ↦ α drawn over the field
     */
    public static Figure phaseDiagram(
            String quantity, double[] kappa, double[] alpha, double[][] z, List<Series> boundaries) {
        Figure f = Figure.of("Phase diagram").x(KAPPA).y(ALPHA).logX().logY().heat(quantity, kappa, alpha, z);
        for (Series s : boundaries) {
            f = f.dashed(s.name(), s.x(), s.y());
        }
        return f.vertical(1, "$k = d$");
    }

    /** The excess over another predictor, or any field, over prompts and diversity. */
    public static Figure promptsAndDiversity(String quantity, double[] tau, double[] kappa, double[][] z) {
        return Figure.of("What pretraining buys")
                .x(TAU)
                .y(KAPPA)
                .logX()
                .logY()
                .heat(quantity, tau, kappa, z)
                .vertical(1, "$n = d^2$");
    }

    /**
     * An error against the context length.
     *
     * @param error label of the vertical axis
     * @param minima best context lengths, drawn as points
     */
    public static Figure contextLength(String error, List<Series> curves, List<Series> points, List<Series> minima) {
        Figure f = draw(
                Figure.of("Errors against context length").x(ALPHA).y(error).logX(), curves, points);
        for (Series s : minima) {
            f = f.points(s.name(), s.x(), s.y());
        }
        return f.caption("A longer context is not always a better one.");
    }

    /**
     * The best context length over diversity and noise.
     *
     * @param alpha {@code alpha[i][j]} at noise {@code rho[i]} and diversity {@code kappa[j]}; infinite or NaN is left blank
     * @param threshold κ_c = min(τ, 1), drawn as a line
     */
    public static Figure bestContext(double[] kappa, double[] rho, double[][] alpha, double threshold) {
        double[][] z = new double[alpha.length][];
        for (int i = 0; i < z.length; i++) {
            z[i] = new double[alpha[i].length];
            for (int j = 0; j < z[i].length; j++) {
                z[i][j] = alpha[i][j] > 0 && alpha[i][j] < Double.POSITIVE_INFINITY
                        ? Math.log10(alpha[i][j])
                        : Double.NaN;
            }
        }
        return Figure.of("Best context length")
                .x(KAPPA)
                .y("$\\rho$")
                .logY()
                .heat("$\\log_{10} \\alpha^*$", kappa, rho, z)
                .vertical(threshold, "threshold")
                .caption("Blank: the error falls with the context length for ever.");
    }

    /**
     * The same points against n/d² and against n/d: the first scaling collapses sizes, the second does not.
     *
     * @param error label of the vertical axis
     * @param againstTau one series for each d, abscissa n/d²
     * @param d their dimensions, in the same order
     * @param theory the limit, abscissa n/d²
     */
    public static Figure collapse(String error, List<Series> againstTau, int[] d, List<Series> theory) {
        if (againstTau.size() != d.length) {
            throw new IllegalArgumentException(
                    "series, d = " + againstTau.size() + ", " + d.length + ": must be equally many");
        }
        // Points first, so that each size has one colour in both panels.
        Figure f = draw(
                Figure.of("The scale on which pretraining works")
                        .panelTitle("$n/d^2$: one curve")
                        .x(TAU)
                        .y(error)
                        .logY(),
                List.of(),
                againstTau);
        f = draw(f, theory, List.of());
        f = f.panel("$n/d$: one curve for each size", 2)
                .x("$n/d$")
                .y(error)
                .logX()
                .logY();
        for (int i = 0; i < d.length; i++) {
            Series s = againstTau.get(i).scaledX(d[i]);
            f = s.standardError().length == 0
                    ? f.points(s.name(), s.x(), s.y())
                    : f.points(s.name(), s.x(), s.y(), s.standardError());
        }
        return f.caption("Errors of different sizes fall on one curve when prompts are counted in units of d².");
    }

    /**
     * Power laws on double logarithmic axes, each beside a dashed line of the expected slope through its middle point.
     *
     * @param slopes expected slopes, one for each curve; NaN for none
     */
    public static Figure exponents(String x, String y, List<Series> curves, double[] slopes, List<Series> points) {
        if (curves.size() != slopes.length) {
            throw new IllegalArgumentException(
                    "curves, slopes = " + curves.size() + ", " + slopes.length + ": must be equally many");
        }
        Figure f = draw(Figure.of("Exponents").x(x).y(y).logX().logY(), curves, points);
        for (int i = 0; i < slopes.length; i++) {
            Series s = curves.get(i);
            if (Double.isNaN(slopes[i]) || s.x().length == 0) {
                continue;
            }
            int middle = s.x().length / 2;
            double[] guide = new double[s.x().length];
            for (int j = 0; j < guide.length; j++) {
                guide[j] = s.y()[middle] * Math.pow(s.x()[j] / s.x()[middle], slopes[i]);
            }
            f = f.dashed("slope " + slopes[i], s.x(), guide);
        }
        return f;
    }

    /** Distances from theory in standard errors, with lines at ±2. */
    public static Figure agreement(String x, List<Series> zScores) {
        Figure f = draw(Figure.of("Experiment minus theory").x(x).y("standard errors"), List.of(), zScores);
        return f.horizontal(2, "+2").horizontal(-2, "-2").horizontal(0, "");
    }

    /** The test error of structured tasks against the alignment ⟨T, K⟩, one series for each set of test tasks. */
    public static Figure alignment(List<Series> curves, List<Series> points) {
        return draw(
                        Figure.of("Alignment decides how hard the test tasks are")
                                .x("alignment ⟨T, K⟩")
                                .y("$e_{test}$"),
                        curves,
                        points)
                .caption("Test tasks of equal size differ by their alignment with pretraining alone.");
    }

    /** The error against the context length of the test, everything else as pretrained. */
    public static Figure testTimeScaling(List<Series> curves, List<Series> points) {
        return draw(
                Figure.of("More context at test time")
                        .x("$\\alpha_t$")
                        .y("test error")
                        .logX()
                        .logY(),
                curves,
                points);
    }
}
