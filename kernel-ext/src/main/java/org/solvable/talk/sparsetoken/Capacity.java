package org.solvable.talk.sparsetoken;

import org.solvable.model.Output;

/**
 * Capacities: below these values of n₁/d random training sequences are linearly separable, above they are not.
 *
 * @param attention α* of the features of the given query
 * @param pooled α* of the average token
 * @param vectorized α* of all tokens one after the other, L times that of the average token
 */
public record Capacity(
        @Output(symbol = "α*_A", doc = "separability capacity n₁/d of attention at this query")
        double attention,

        @Output(symbol = "α*_pool", doc = "separability capacity n₁/d of the average token")
        double pooled,

        @Output(symbol = "α*_vec", doc = "separability capacity n₁/d of all tokens one after the other")
        double vectorized) {}
