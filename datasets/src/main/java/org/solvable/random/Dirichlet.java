package org.solvable.random;

/** Random probability vectors. */
public final class Dirichlet {

    private Dirichlet() {}

    /**
     * A draw from the Dirichlet distribution.
     *
     * @param concentration one finite positive number per component; all equal to 1 is uniform on the simplex
     * @return nonnegative numbers that sum to 1
     */
    public static double[] sample(RandomStream stream, double[] concentration) {
        if (concentration.length == 0) {
            throw new IllegalArgumentException("concentration has length 0: must have at least 1 component");
        }
        double[] p = new double[concentration.length];
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            Gamma.requirePositive("concentration[" + i + "]", concentration[i]);
            p[i] = Gamma.sample(stream, concentration[i], 1);
            sum += p[i];
        }
        if (sum == 0) {
            // All concentrations so small that every gamma underflowed: the limit law is a random corner.
            p[corner(stream, concentration)] = 1;
            return p;
        }
        for (int i = 0; i < p.length; i++) {
            p[i] /= sum;
        }
        return p;
    }

    private static int corner(RandomStream stream, double[] concentration) {
        double total = 0;
        for (double c : concentration) {
            total += c;
        }
        double u = stream.nextDouble() * total;
        int i = 0;
        while (i < concentration.length - 1 && u >= concentration[i]) {
            u -= concentration[i++];
        }
        return i;
    }
}
