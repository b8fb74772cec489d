package org.solvable.talk.positionalsemantic;

import org.solvable.model.Output;

/** Where the mechanisms exchange their roles; NaN where that does not happen up to alpha_max. */
public record ThresholdQuantities(
        @Output(name = "alpha_c", symbol = "α_c", doc = "equal training loss: positional below, semantic above")
        double transition,

        @Output(name = "alpha_l", symbol = "α_l", doc = "semantic attention as good as the linear positional layer")
        double linear,

        @Output(name = "latent_heat", doc = "slope of eps_t_sem - eps_t_pos at alpha_c")
        double latentHeat,

        @Output(name = "alpha_theta", doc = "positional spinodal: unstable to theta above")
        double positionalSpinodal,

        @Output(name = "alpha_m", doc = "semantic spinodal: unstable to m below")
        double semanticSpinodal,

        @Output(name = "eps_lin", doc = "test error of the linear positional layer")
        double baseline) {}
