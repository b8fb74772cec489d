package org.solvable.random;

/** Uniform points on spheres. */
public final class Sphere {

    private Sphere() {}

    /**
     * Fills {@code out} with a point uniform on the sphere of this radius around the origin of R^{out.length}.
     *
     * @param radius finite and positive
     * @param out at least one component
     */
    public static void fill(RandomStream stream, double radius, double[] out) {
        fill(stream, radius, out, 0, out.length);
    }

    /** As {@link #fill(RandomStream, double, double[])}, into {@code out[from], …, out[from + dimension - 1]}. */
    public static void fill(RandomStream stream, double radius, double[] out, int from, int dimension) {
        Gamma.requirePositive("radius", radius);
        if (dimension < 1) {
            throw new IllegalArgumentException("dimension = " + dimension + ": must be at least 1");
        }
        double square = 0;
        while (square == 0) {
            stream.fillGaussian(out, from, dimension);
            for (int i = from; i < from + dimension; i++) {
                square += out[i] * out[i];
            }
        }
        double factor = radius / StrictMath.sqrt(square);
        for (int i = from; i < from + dimension; i++) {
            out[i] *= factor;
        }
    }
}
