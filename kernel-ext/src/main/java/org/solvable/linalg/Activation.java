package org.solvable.linalg;

/** The non-linearities of a network layer, with the derivative that training needs. */
public enum Activation {
    /** max(x, 0); derivative 0 at x = 0. */
    RELU {
        @Override
        public double apply(double x) {
            return Math.max(x, 0);
        }

        @Override
        public double derivative(double x) {
            return x > 0 ? 1 : 0;
        }
    },
    /** Gaussian error linear unit in its tanh form, x/2 (1 + tanh(√(2/π)(x + 0.044715 x³))) [Hendrycks, Gimpel 2016]. */
    GELU {
        @Override
        public double apply(double x) {
            return 0.5 * x * (1 + Math.tanh(GELU_SCALE * (x + GELU_CUBIC * x * x * x)));
        }

        @Override
        public double derivative(double x) {
            double t = Math.tanh(GELU_SCALE * (x + GELU_CUBIC * x * x * x));
            return 0.5 * (1 + t) + 0.5 * x * (1 - t * t) * GELU_SCALE * (1 + 3 * GELU_CUBIC * x * x);
        }
    },
    /** Hyperbolic tangent. */
    TANH {
        @Override
        public double apply(double x) {
            return Math.tanh(x);
        }

        @Override
        public double derivative(double x) {
            double t = Math.tanh(x);
            return 1 - t * t;
        }
    },
    /** Logistic function 1/(1+e⁻ˣ). */
    SIGMOID {
        @Override
        public double apply(double x) {
            return 0.5 + 0.5 * Math.tanh(0.5 * x);
        }

        @Override
        public double derivative(double x) {
            double t = Math.tanh(0.5 * x);
            return 0.25 * (1 - t * t);
        }
    };

    static final double GELU_SCALE = Math.sqrt(2 / Math.PI);
    static final double GELU_CUBIC = 0.044715;

    /** f(x). */
    public abstract double apply(double x);

    /** f'(x). */
    public abstract double derivative(double x);
}
