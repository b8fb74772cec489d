package org.solvable.linalg;

import java.util.Arrays;

/** Main class of child processes: says what was found and multiplies once, so that a parent can see how it went. */
final class BackendProbe {

    private BackendProbe() {}

    public static void main(String[] arguments) {
        Backend best = Backends.best();
        System.out.println("best " + best.name());
        System.out.println("provenance " + best.provenance());
        Backends.notes().forEach(note -> System.out.println("note " + note));
        int n = 300;
        double[] a = new double[n * n];
        Arrays.fill(a, 0.5);
        double[] c = new double[n * n];
        best.gemm(1, MatrixView.of(a, n, n), MatrixView.of(a, n, n), 0, MatrixView.of(c, n, n));
        System.out.println("product " + (c[0] == 75 && c[n * n - 1] == 75));
    }
}
