package org.solvable.talk.sparsetoken;

import org.solvable.model.Output;

/**
 * Least errors with the signal's direction known, and thresholds. An experiment measures the first four.
 *
 * @param pooled error of the average token
 * @param vectorized least error of one weight on k tokens and none on the others; NaN above L = 1e6
 * @param attention error of attention at inverse temperature B; NaN where L is too long to be sampled
 * @param hard error of the largest token
 * @param block number of tokens k at which {@code vectorized} is reached
 * @param thetaPooled signal strength at which the average token errs with probability ε
 * @param thetaHard signal strength at which the largest token errs with probability ε
 * @param thetaCritical leading order of the detection threshold of attention at B, for R of order 1
 * @param thetaSoft its finite-L estimate for small B; NaN on the hard branch
 */
public record OracleErrors(
        @Output(symbol = "E_pool", doc = "error of the average token")
        double pooled,

        @Output(name = "vec", symbol = "E_vec", doc = "least error of equal weights on some tokens")
        double vectorized,

        @Output(name = "att", symbol = "E_att", doc = "error of attention at B")
        double attention,

        @Output(name = "max", symbol = "E_max", doc = "error of the largest token")
        double hard,

        @Output(name = "k", symbol = "k", doc = "tokens with weight at the least vectorized error")
        double block,

        @Output(name = "theta_eps_pool", symbol = "θ_ε pooled", doc = "signal at which the average token errs with ε")
        double thetaPooled,

        @Output(name = "theta_eps_max", symbol = "θ_ε max", doc = "signal at which the largest token errs with ε")
        double thetaHard,

        @Output(name = "theta_c", symbol = "θ_c", doc = "leading order of the threshold of attention at B")
        double thetaCritical,

        @Output(name = "theta_soft", symbol = "θ_soft", doc = "finite-L estimate of that threshold for small B")
        double thetaSoft) {}
