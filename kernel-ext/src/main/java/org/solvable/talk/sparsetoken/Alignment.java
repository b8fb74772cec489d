package org.solvable.talk.sparsetoken;

import org.solvable.model.Output;

/**
 * Overlaps after one step on (w, b) and one on q. An experiment measures the first eight.
 *
 * @param cosW ⟨w, ξ⟩ / ‖w‖
 * @param cosQ s_q = ⟨q, ξ⟩ / ‖q‖, the alignment of the query with the signal
 * @param normW ‖w‖
 * @param normQ ‖q‖
 * @param wXi ⟨w, ξ⟩
 * @param qXi ⟨q, ξ⟩
 * @param qW ⟨q, w⟩
 * @param b1 bias after the first step
 * @param sharpness B = β ‖q‖, the effective inverse temperature of the attention that follows
 * @param rate C in |s_q| = 1 - C/α₀ + o(1/α₀); NaN where the population query has no signal
 * @param piCritical π* below which small steps from zero bias turn the query away from the signal
 */
public record Alignment(
        @Output(name = "cos_w", symbol = "cos(w,ξ)", doc = "alignment of the readout with the signal after one step")
        double cosW,

        @Output(name = "cos_q", symbol = "s_q", doc = "alignment of the query with the signal after two steps")
        double cosQ,

        @Output(name = "norm_w", symbol = "‖w‖", doc = "length of the readout after one step")
        double normW,

        @Output(name = "norm_q", symbol = "‖q‖", doc = "length of the query after two steps")
        double normQ,

        @Output(name = "w_xi", symbol = "⟨w,ξ⟩", doc = "overlap of readout and signal")
        double wXi,

        @Output(name = "q_xi", symbol = "⟨q,ξ⟩", doc = "overlap of query and signal")
        double qXi,

        @Output(name = "q_w", symbol = "⟨q,w⟩", doc = "overlap of query and readout")
        double qW,

        @Output(name = "b_1", symbol = "b₁", doc = "bias after one step")
        double b1,

        @Output(name = "B", symbol = "B", doc = "effective inverse temperature β‖q‖")
        double sharpness,

        @Output(name = "C", symbol = "C", doc = "constant of |s_q| = 1 - C/α₀")
        double rate,

        @Output(
                name = "pi_star",
                symbol = "π*",
                doc = "share of positives below which small steps from zero bias align the query against the signal")
        double piCritical) {}
