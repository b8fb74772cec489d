package org.solvable.num;

/**
 * Elementary functions over whole arrays, the inner loops of expectations: SIMD lanes where the JVM has them.
 *
 * <p>Both implementations run the same sequence of correctly rounded operations (fused multiply-add included), so they
 * give the same bytes on every machine, vector width and JDK. Errors against the true value: exp, log and sigmoid below
 * 2 ulp, tanh below 4 ulp. {@code out} may be the same array as {@code x}; only elements [0, n) are read and written.
 *
 * <p>The lanes need the module {@code jdk.incubator.vector} ({@code --add-modules}); without it {@link #best()} is the
 * scalar implementation, about five times slower.
 */
public abstract sealed class LaneMath permits ScalarLanes, VectorLanes {

    LaneMath() {}

    /** The fastest implementation that this JVM can run. */
    public static LaneMath best() {
        return Best.INSTANCE;
    }

    /** The implementation in plain scalar Java. */
    public static LaneMath scalar() {
        return new ScalarLanes();
    }

    /** Which implementation this is, with the number of doubles in a vector, for example "vector x8". */
    public abstract String name();

    /** out[i] = e^x[i]; overflows to infinity, underflows through the subnormal numbers to 0. */
    public abstract void exp(double[] x, double[] out, int n);

    /** out[i] = natural logarithm of x[i]; -infinity at 0, NaN below. */
    public abstract void log(double[] x, double[] out, int n);

    /** out[i] = tanh x[i], accurate near 0. */
    public abstract void tanh(double[] x, double[] out, int n);

    /** out[i] = 1 / (1 + e^-x[i]), accurate in both tails; 0 below -708. */
    public abstract void sigmoid(double[] x, double[] out, int n);

    /**
     * Softmax over the components of n small problems (a score of -infinity gets weight 0): weights[l][i] = e^(scores[l][i]) / sum over k of e^(scores[k][i]).
     *
     * @param scores one array for each component, problems contiguous; at least one component
     * @param weights as many arrays; may be {@code scores} itself
     * @param n number of problems
     */
    public abstract void softmax(double[][] scores, double[][] weights, int n);

    /**
     * Softmax averages of n small problems without the weights: out[i] = sum over l of values[l][i] e^(scores[l][i]) / sum
     * over l of e^(scores[l][i]): the readout of an attention head, in about two thirds of the time of {@link #softmax}.
     *
     * @param scores one array for each component, at least one
     * @param values as many arrays
     * @param out result; may be one of {@code scores} or {@code values}
     * @param n number of problems
     */
    public abstract void softmaxAverage(double[][] scores, double[][] values, double[] out, int n);

    /** Chosen once: reading it costs nothing, and the JVM compiles the calls against one implementation. */
    private static final class Best {
        private static final LaneMath INSTANCE = choose();

        private static LaneMath choose() {
            if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
                return new ScalarLanes();
            }
            VectorLanes vector = new VectorLanes();
            return vector.lanes() > 1 ? vector : new ScalarLanes();
        }
    }
}
