package org.solvable.talk.positionalsemantic;

import org.solvable.num.LaneMath;

/**
 * Global minimiser of F(u, v) = ((u − w_u)² + (v − w_v)²)/(2V) + σ² [(s(u² + uv) − a⋆)² + (s(u² − uv) − b⋆)²] for many nodes at
 * once, s the logistic function.
 *
 * <p>V is large, so F has two wells, u &gt; 0 and u &lt; 0. Each is entered at the best of a grid, of w and of the exact match of
 * the target, and finished by Newton's method; where the Hessian is not positive definite Gauss-Newton takes its place. Nodes that
 * are done leave the arrays, so that the logistic function runs over full lanes.
 */
final class Wells {

    static final int CAPACITY = org.solvable.num.NodeBlock.CAPACITY;

    private static final double[] GRID_U = {.05, .3, .6, .9, 1.3, 1.8, 2.5, 3.5};
    private static final double[] GRID_V = {0, .35, -.35, .8, -.8, 1.4, -1.4, 2.2, -2.2, 3.5, -3.5};
    private static final int GRID = GRID_U.length * GRID_V.length;
    private static final double[][] GRID_POINTS = gridPoints();

    /** A Newton step of this length is followed by one of its square: no need to look again. */
    private static final double LAST_STEP = 1e-7;

    private static final int SWEEPS = 400;
    private static final int HALVINGS = 45;
    private static final double[] SIGNS = {1, -1};

    private final LaneMath lanes = LaneMath.best();
    private final double[] first = new double[CAPACITY];
    private final double[] second = new double[CAPACITY];
    private final double[] tryU = new double[CAPACITY];
    private final double[] tryV = new double[CAPACITY];
    private final double[] stepU = new double[CAPACITY];
    private final double[] stepV = new double[CAPACITY];
    private final double[] lowest = new double[CAPACITY];
    private final int[] halvings = new int[CAPACITY];
    private final int[] active = new int[CAPACITY];

    /** Inputs of the block, one for each node. */
    final double[] wu = new double[CAPACITY];

    final double[] wv = new double[CAPACITY];
    final double[] aStar = new double[CAPACITY];
    final double[] bStar = new double[CAPACITY];

    /** The minimum of each well, and the state from which the next search starts. */
    final double[][] u = new double[2][CAPACITY];

    final double[][] v = new double[2][CAPACITY];

    /** Results: minimiser, value and loss at the lower well. */
    final double[] bestU = new double[CAPACITY];

    final double[] bestV = new double[CAPACITY];
    final double[] value = new double[CAPACITY];
    final double[] loss = new double[CAPACITY];
    final double[] attentionA = new double[CAPACITY];
    final double[] attentionB = new double[CAPACITY];

    private static double[][] gridPoints() {
        double[][] p = new double[4][GRID];
        int k = 0;
        for (double x : GRID_U) {
            for (double y : GRID_V) {
                p[0][k] = x;
                p[1][k] = y;
                p[2][k] = 1 / (1 + StrictMath.exp(-x * (x + y)));
                p[3][k] = 1 / (1 + StrictMath.exp(-x * (x - y)));
                k++;
            }
        }
        return p;
    }

    /**
     * Minimises at nodes 0..n-1.
     *
     * @param warm whether {@link #u} and {@link #v} hold minima of a nearby problem
     * @param grid whether other starts are looked at too; must be true where not warm
     */
    void minimise(int n, double response, double variance, boolean warm, boolean grid) {
        for (int well = 0; well < 2; well++) {
            if (grid) {
                enter(well, n, response, variance, warm);
            }
            descend(u[well], v[well], n, response, variance);
        }
        choose(n, response, variance);
    }

    private void enter(int well, int n, double response, double variance, boolean warm) {
        double sign = SIGNS[well];
        double half = 0.5 / response;
        double[] us = u[well];
        double[] vs = v[well];
        for (int i = 0; i < n; i++) {
            double x = wu[i];
            double y = wv[i];
            double a = aStar[i];
            double b = bStar[i];
            double best = Double.POSITIVE_INFINITY;
            int at = 0;
            for (int k = 0; k < GRID; k++) {
                double du = sign * GRID_POINTS[0][k] - x;
                double dv = sign * GRID_POINTS[1][k] - y;
                double da = GRID_POINTS[2][k] - a;
                double db = GRID_POINTS[3][k] - b;
                double f = half * (du * du + dv * dv) + variance * (da * da + db * db);
                if (f < best) {
                    best = f;
                    at = k;
                }
            }
            lowest[i] = best;
            stepU[i] = sign * GRID_POINTS[0][at];
            stepV[i] = sign * GRID_POINTS[1][at];
        }
        if (warm) {
            offer(us, vs, n, half, variance);
        }
        for (int i = 0; i < n; i++) {
            boolean inside = wu[i] * sign > 0;
            tryU[i] = inside ? wu[i] : stepU[i];
            tryV[i] = inside ? wv[i] : stepV[i];
        }
        offer(tryU, tryV, n, half, variance);
        for (int i = 0; i < n; i++) {
            first[i] = odds(aStar[i]);
            second[i] = odds(bStar[i]);
        }
        lanes.log(first, first, n);
        lanes.log(second, second, n);
        for (int i = 0; i < n; i++) {
            double x = sign * Math.sqrt(Math.max(0.5 * (first[i] + second[i]), 0.01));
            tryU[i] = x;
            tryV[i] = (first[i] - second[i]) / (2 * x);
        }
        offer(tryU, tryV, n, half, variance);
        System.arraycopy(stepU, 0, us, 0, n);
        System.arraycopy(stepV, 0, vs, 0, n);
    }

    private static double odds(double p) {
        double inside = Math.min(Math.max(p, 1e-12), 1 - 1e-12);
        return inside / (1 - inside);
    }

    /** Takes these points as starts where they are lower. */
    private void offer(double[] us, double[] vs, int n, double half, double variance) {
        for (int i = 0; i < n; i++) {
            first[i] = us[i] * (us[i] + vs[i]);
            second[i] = us[i] * (us[i] - vs[i]);
        }
        lanes.sigmoid(first, first, n);
        lanes.sigmoid(second, second, n);
        for (int i = 0; i < n; i++) {
            double du = us[i] - wu[i];
            double dv = vs[i] - wv[i];
            double da = first[i] - aStar[i];
            double db = second[i] - bStar[i];
            double f = half * (du * du + dv * dv) + variance * (da * da + db * db);
            if (f < lowest[i]) {
                lowest[i] = f;
                stepU[i] = us[i];
                stepV[i] = vs[i];
            }
        }
    }

    private void descend(double[] us, double[] vs, int n, double response, double variance) {
        for (int i = 0; i < n; i++) {
            active[i] = i;
            tryU[i] = us[i];
            tryV[i] = vs[i];
            lowest[i] = Double.POSITIVE_INFINITY;
            halvings[i] = 0;
        }
        int left = n;
        for (int sweep = 0; sweep < SWEEPS && left > 0; sweep++) {
            for (int j = 0; j < left; j++) {
                int i = active[j];
                first[j] = tryU[i] * (tryU[i] + tryV[i]);
                second[j] = tryU[i] * (tryU[i] - tryV[i]);
            }
            lanes.sigmoid(first, first, left);
            lanes.sigmoid(second, second, left);
            int kept = 0;
            for (int j = 0; j < left; j++) {
                if (advance(active[j], first[j], second[j], us, vs, response, variance)) {
                    active[kept++] = active[j];
                }
            }
            left = kept;
        }
    }

    /** Judges the trial of node i and sets the next one; false if the node is done. */
    private boolean advance(int i, double a, double b, double[] us, double[] vs, double response, double variance) {
        double x = tryU[i];
        double y = tryV[i];
        double inverse = 1 / response;
        double du = x - wu[i];
        double dv = y - wv[i];
        double ra = a - aStar[i];
        double rb = b - bStar[i];
        double f = 0.5 * inverse * (du * du + dv * dv) + variance * (ra * ra + rb * rb);
        if (!(f <= lowest[i] * (1 + 1e-14))) {
            stepU[i] *= 0.5;
            stepV[i] *= 0.5;
            tryU[i] = us[i] + stepU[i];
            tryV[i] = vs[i] + stepV[i];
            return ++halvings[i] < HALVINGS;
        }
        us[i] = x;
        vs[i] = y;
        lowest[i] = f;
        halvings[i] = 0;
        double a1 = a * (1 - a);
        double b1 = b * (1 - b);
        double up = 2 * x + y;
        double down = 2 * x - y;
        double ka = ra * a1;
        double kb = rb * b1;
        double two = 2 * variance;
        double gu = du * inverse + two * (ka * up + kb * down);
        double gv = dv * inverse + two * x * (ka - kb);
        double ca = a1 * a1 + ka * (1 - 2 * a);
        double cb = b1 * b1 + kb * (1 - 2 * b);
        double huu = inverse + two * (ca * up * up + cb * down * down + 2 * (ka + kb));
        double hvv = inverse + two * x * x * (ca + cb);
        double huv = two * (x * (ca * up - cb * down) + ka - kb);
        double determinant = huu * hvv - huv * huv;
        if (!(huu > 0 && determinant > 0)) {
            ca = a1 * a1;
            cb = b1 * b1;
            huu = inverse + two * (ca * up * up + cb * down * down);
            hvv = inverse + two * x * x * (ca + cb);
            huv = two * x * (ca * up - cb * down);
            determinant = huu * hvv - huv * huv;
        }
        double su = -(gu * hvv - gv * huv) / determinant;
        double sv = -(gv * huu - gu * huv) / determinant;
        double square = su * su + sv * sv;
        if (square <= LAST_STEP * LAST_STEP) {
            us[i] = x + su;
            vs[i] = y + sv;
            return false;
        }
        if (square > 1) {
            double shrink = 1 / Math.sqrt(square);
            su *= shrink;
            sv *= shrink;
        }
        stepU[i] = su;
        stepV[i] = sv;
        tryU[i] = x + su;
        tryV[i] = y + sv;
        return true;
    }

    private void choose(int n, double response, double variance) {
        double half = 0.5 / response;
        for (int well = 0; well < 2; well++) {
            double[] us = u[well];
            double[] vs = v[well];
            for (int i = 0; i < n; i++) {
                first[i] = us[i] * (us[i] + vs[i]);
                second[i] = us[i] * (us[i] - vs[i]);
            }
            lanes.sigmoid(first, first, n);
            lanes.sigmoid(second, second, n);
            for (int i = 0; i < n; i++) {
                double du = us[i] - wu[i];
                double dv = vs[i] - wv[i];
                double da = first[i] - aStar[i];
                double db = second[i] - bStar[i];
                double l = variance * (da * da + db * db);
                double f = half * (du * du + dv * dv) + l;
                if (well == 0 || f < value[i]) {
                    value[i] = f;
                    loss[i] = l;
                    bestU[i] = us[i];
                    bestV[i] = vs[i];
                    attentionA[i] = first[i];
                    attentionB[i] = second[i];
                }
            }
        }
    }

    /** ‖P − I‖² of node i, P = (I + V ∇²ℓ)⁻¹ at the minimiser: how much the minimum moves less than its data. */
    double replicaTerm(int i, double response, double variance) {
        double a = attentionA[i];
        double b = attentionB[i];
        double x = bestU[i];
        double up = 2 * x + bestV[i];
        double down = 2 * x - bestV[i];
        double a1 = a * (1 - a);
        double b1 = b * (1 - b);
        double ka = (a - aStar[i]) * a1;
        double kb = (b - bStar[i]) * b1;
        double ca = a1 * a1 + ka * (1 - 2 * a);
        double cb = b1 * b1 + kb * (1 - 2 * b);
        double scale = 2 * variance * response;
        double uu = 1 + scale * (ca * up * up + cb * down * down + 2 * (ka + kb));
        double vv = 1 + scale * x * x * (ca + cb);
        double uv = scale * (x * (ca * up - cb * down) + ka - kb);
        double determinant = uu * vv - uv * uv;
        double puu = vv / determinant - 1;
        double pvv = uu / determinant - 1;
        double puv = uv / determinant;
        return puu * puu + pvv * pvv + 2 * puv * puv;
    }
}
