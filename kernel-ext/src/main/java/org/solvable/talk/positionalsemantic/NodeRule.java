package org.solvable.talk.positionalsemantic;

/** Quadrature of the four Gaussian variables (ξ_u, ξ_v, η_u, η_v). */
public enum NodeRule {
    /** 2^k plain Sobol points moved by half a cell: deterministic, no error bar. */
    SOBOL,
    /** One copy of 2^k Sobol points with a random digital shift, the choice of {@code shift} and {@code seed}. */
    SHIFTED,
    /** The 12⁴ Gauss-Hermite nodes of the published figures: shows how far quadrature moves the published thresholds. */
    PUBLISHED
}
