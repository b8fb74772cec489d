package org.solvable.show;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.solvable.model.Measured;

/** One example of every kind of figure, for the schema test and for the page that is looked at. */
final class FigureGallery {

    private FigureGallery() {}

    static Map<String, Drawable> all() {
        Map<String, Drawable> all = new LinkedHashMap<>();
        all.put("curves", FigureTest.sample());
        all.put("bars", bars());
        all.put("histogram", histogram());
        all.put("contours", contours());
        all.put("phases", phases());
        all.put("small-multiples", multiples());
        all.put("theory-vs-experiment", theory());
        all.put("phase-diagram", diagram());
        all.put("attention", attention());
        all.put("matrix", MatrixMap.of("$W_{OV}$", new double[][] {{1, -0.5, 0.2, 0.1}, {0, 0.3, -0.2, 0}}));
        all.put("training", training());
        all.put("slider", slider());
        return all;
    }

    static double[] grid(double from, double to, int n) {
        double[] x = new double[n];
        Arrays.setAll(x, i -> from + (to - from) * i / (n - 1));
        return x;
    }

    static double[] logGrid(double from, double to, int n) {
        return Arrays.stream(grid(Math.log(from), Math.log(to), n))
                .map(Math::exp)
                .toArray();
    }

    static Measured runs(Random random, double mean, double deviation, int n) {
        double[] v = new double[n];
        Arrays.setAll(v, i -> mean + deviation * random.nextGaussian());
        return Measured.of(v);
    }

    private static Figure bars() {
        List<String> names = List.of("ridge", "attention", "$d \\to \\infty$");
        return Figure.of("Errors by predictor")
                .y("test error")
                .bars("theory", names, new double[] {0.31, 0.22, 0.2})
                .bars("experiment", names, new double[] {0.32, 0.21, 0.22}, new double[] {0.02, 0.01, 0.02})
                .caption("Three predictors, theory beside experiment.");
    }

    private static Figure histogram() {
        Random random = new Random(3);
        double[] v = random.doubles(4000).map(u -> random.nextGaussian()).toArray();
        double[] x = grid(-4, 4, 200);
        return Figure.of("A histogram and its law")
                .x("$h$")
                .y("density")
                .histogram("samples", v, 40)
                .line(
                        "normal law",
                        x,
                        Arrays.stream(x)
                                .map(u -> Math.exp(-u * u / 2) / Math.sqrt(2 * Math.PI))
                                .toArray());
    }

    static double[][] field(double[] x, double[] y, java.util.function.DoubleBinaryOperator f) {
        double[][] z = new double[y.length][x.length];
        for (int i = 0; i < y.length; i++) {
            for (int j = 0; j < x.length; j++) {
                z[i][j] = f.applyAsDouble(x[j], y[i]);
            }
        }
        return z;
    }

    private static Figure contours() {
        double[] x = grid(-2, 2, 60);
        double[][] z = field(x, x, (a, b) -> a * Math.exp(-a * a - b * b));
        return Figure.of("A field with contours")
                .x("$q$")
                .y("$m$")
                .heat("$f(q, m)$", x, x, z, ColorScale.DIVERGING)
                .contours("levels", x, x, z, -0.3, -0.1, 0.1, 0.3)
                .note(0.707, 0, "maximum", 130, 10);
    }

    private static Figure phases() {
        double[] x = logGrid(0.1, 10, 40);
        int[][] phase = new int[40][40];
        for (int i = 0; i < 40; i++) {
            for (int j = 0; j < 40; j++) {
                phase[i][j] = x[j] < 1 ? 0 : x[i] * x[j] > 4 ? 2 : 1;
            }
        }
        return Figure.of("Three phases")
                .x("$\\alpha$")
                .y("$\\kappa$")
                .logX()
                .logY()
                .phases("", x, x, phase, List.of("none", "memorises", "generalises"))
                .line(
                        "$\\alpha\\kappa = 4$",
                        x,
                        Arrays.stream(x).map(a -> 4 / a).toArray());
    }

    private static Figure multiples() {
        double[] x = grid(0, 6, 100);
        Figure f = Figure.of("Small multiples").sharedX().sharedY();
        for (int k = 1; k <= 4; k++) {
            int n = k;
            f = k == 1 ? f.panelTitle("$k = 1$") : f.panel("$k = " + k + "$", 2);
            f = f.x("$t$")
                    .y("$x_k$")
                    .line("sine", x, Arrays.stream(x).map(t -> Math.sin(n * t)).toArray())
                    .dashed(
                            "decay",
                            x,
                            Arrays.stream(x).map(t -> Math.exp(-t / n)).toArray());
        }
        return f;
    }

    private static Drawable theory() {
        Random random = new Random(5);
        double[] tau = logGrid(0.2, 5, 120);
        double[] at = logGrid(0.25, 4, 9);
        TheoryVsExperiment t = TheoryVsExperiment.of("Double descent")
                .x("$\\tau = n/d^2$")
                .y("$e_{ICL}$")
                .logX()
                .logY();
        for (double noise : new double[] {0.1, 0.3}) {
            String name = "$\\rho = " + noise + "$";
            java.util.function.DoubleUnaryOperator error = v -> noise + 1 / (0.1 + 4 * Math.pow(Math.log(v), 2));
            List<Measured> runs = Arrays.stream(at)
                    .mapToObj(v -> runs(random, error.applyAsDouble(v), 0.15 * error.applyAsDouble(v), 20))
                    .toList();
            t = t.theory(name, tau, error).measured(name, at, runs, error);
        }
        return t.with(f -> f.vertical(1, "$n = d^2$"));
    }

    private static Drawable diagram() {
        double[] kappa = logGrid(0.1, 10, 50);
        double[] alpha = grid(0.2, 4, 40);
        return PhaseDiagram.of("Learning in context", kappa, alpha)
                .x("$\\kappa = k/d$")
                .y("$\\alpha = \\ell/d$")
                .logX()
                .field("$g_{task}$", field(kappa, alpha, (k, a) -> 1 / (1 + Math.pow(k, 1.5) * a)))
                .boundary("$g = 1/2$", 0.5)
                .markers("runs", new double[] {0.5, 2}, new double[] {1.5, 1.5})
                .cutAtY(1.5)
                .cutAtX(1)
                .caption("More tasks and longer contexts both close the gap.");
    }

    private static Drawable attention() {
        List<String> tokens = List.of("the", "cat", "sat", "on", "the", "mat");
        double[][] previous = new double[6][6];
        double[][] induction = new double[6][6];
        for (int i = 0; i < 6; i++) {
            for (int j = 0; j < 6; j++) {
                previous[i][j] = j > i ? Double.NaN : j == Math.max(0, i - 1) ? 0.7 : 0;
                induction[i][j] = j > i ? Double.NaN : 1.0 / (i + 1);
            }
            previous[i][i] += 0.3;
        }
        return AttentionMap.of("Two heads", tokens)
                .head("previous token", previous)
                .head("uniform", induction)
                .caption("Rows are queries; masked keys are left out.");
    }

    private static Drawable training() {
        Random random = new Random(8);
        double[] t = logGrid(1, 1e4, 80);
        double[][] runs = new double[6][t.length];
        for (double[] run : runs) {
            double shift = random.nextGaussian();
            Arrays.setAll(run, i -> 1 / (1 + Math.exp(2 * (Math.log(t[i] / 300) - 0.3 * shift))) + 0.02);
        }
        double[] law =
                Arrays.stream(t).map(v -> 1 / (1 + Math.pow(v / 300, 2)) + 0.02).toArray();
        return TrainingDynamics.of("Plateau and escape")
                .time("steps")
                .quantity("loss")
                .logTime()
                .runs("networks", t, runs)
                .curve("theory", t, law)
                .phases(new double[] {1, 100, 1000, 1e4}, List.of("plateau", "escape", "convergence"))
                .below("overlap $m$")
                .curve("overlap", t, Arrays.stream(law).map(v -> 1 - v).toArray());
    }

    private static Drawable slider() {
        double[] x = grid(-1, 1, 31);
        double[] t = grid(-1, 1, 61);
        return Slider.of(
                        "$\\beta$",
                        new double[] {0.5, 1, 2, 4},
                        beta -> Figure.of("Magnetisation")
                                .x("$h$")
                                .y("$m$")
                                .line(
                                        "curve",
                                        t,
                                        Arrays.stream(t)
                                                .map(h -> Math.tanh(beta * h))
                                                .toArray())
                                .caption("Steeper at lower temperature.")
                                .panel("field", 2)
                                .x("$q$")
                                .y("$m$")
                                .heat("$f$", x, x, field(x, x, (a, b) -> beta * a * b))
                                .boundary("edge", x, x, field(x, x, (a, b) -> beta * a * b), 0.5))
                .startAt(2);
    }
}
