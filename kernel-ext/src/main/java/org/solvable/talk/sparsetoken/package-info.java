/**
 * Classification of sequences in which few tokens carry a weak signal, by one attention layer after two gradient steps, solved
 * exactly [N. Barnfield, H. Cui, Y. M. Lu, "High-Dimensional Analysis of Single-Layer Attention for Sparse-Token
 * Classification", arXiv 2509.25153, ICLR 2026].
 *
 * <p><b>Statement.</b> A sequence is L tokens of standard normal noise in R^d; in a positive one R random tokens carry θ ξ, ‖ξ‖ =
 * 1. Attention averages the tokens under softmax weights of β ⟨x, q⟩ and reads the average out linearly. <i>Detection</i>: as L grows
 * attention errs rarely as soon as θ is of order log L (Theorem 2), linear classifiers only for θ R of order √L (Proposition 1, Theorem 1).
 * <i>Learning</i>: as d → ∞ with n₀ = α₀ d, two gradient steps give the query an alignment s_q with ξ (Theorem 3) that
 * tends to 1 as 1/α₀ (Corollary 1). <i>Errors</i>: on n₁ = α₁ d fresh sequences test error and training loss of the optimal
 * readout are exact (Theorems 4, 5), with a 1/α₁ approach to their limit (Corollary 2). <i>Capacity</i>: the number of sequences that
 * attention can separate lies between those of the average token and of all tokens one after the other (Conjecture 1). The
 * paper's statements are known from its abstract and public notes; the formulas here were derived independently and checked
 * by simulation.
 *
 * <table>
 * <caption>Notation</caption>
 * <tr><th>symbol</th><th>meaning</th><th>name in code</th><th>range</th></tr>
 * <tr><td>L</td><td>tokens in a sequence</td><td>L</td><td>≥ 2, readout alone ≥ 1</td></tr>
 * <tr><td>R</td><td>informative tokens of a positive sequence</td><td>R</td><td>[1, L]</td></tr>
 * <tr><td>θ</td><td>signal strength</td><td>theta</td><td>≥ 0</td></tr>
 * <tr><td>π</td><td>share of positive sequences</td><td>pi</td><td>(0, 1)</td></tr>
 * <tr><td>α₀, α₁</td><td>sequences of the two steps, of the readout, over d</td><td>alpha_0, alpha_1</td><td>&gt; 0</td></tr>
 * <tr><td>η_w, η_b, η_q; b₀</td><td>gradient steps; first bias</td><td>eta_w, eta_b, eta_q; b_0</td><td>&gt; 0, ≥ 0, &gt;
 * 0</td></tr>
 * <tr><td>β</td><td>inverse temperature of the softmax</td><td>beta</td><td>≥ 0; 0 is the average</td></tr>
 * <tr><td>λ</td><td>ridge of the readout</td><td>lambda</td><td>≥ 0</td></tr>
 * <tr><td>s_q; B = β‖q‖</td><td>alignment and sharpness of the query</td><td>s_q, s; B</td><td>[-1, 1]; ≥ 0</td></tr>
 * <tr><td>κ</td><td>attention on the informative tokens</td><td>kappa</td><td>[0, 1]</td></tr>
 * <tr><td>E_test, E_loss, E_train</td><td>errors, training loss</td><td>test, loss, train</td><td></td></tr>
 * <tr><td>α*</td><td>separability capacity</td><td>attention, pooled, vectorized</td><td></td></tr>
 * </table>
 *
 * <p><b>Rooms.</b> {@link org.solvable.talk.sparsetoken.Model} is the whole chain; {@link
 * org.solvable.talk.sparsetoken.OracleModel}, {@link org.solvable.talk.sparsetoken.AlignmentModel}, {@link
 * org.solvable.talk.sparsetoken.ReadoutModel} and {@link org.solvable.talk.sparsetoken.CapacityModel} are its parts, each with
 * its {@code Theory…} and {@code Experiment…}. Experiments draw tokens and train; they never ask the theory. {@link
 * org.solvable.talk.sparsetoken.Figures} draws.
 *
 * <pre>{@code
 * Model model = Model.standard().withAlpha(2, 2);
 * Errors theory = Theory.errors(model);                                                  // test 0.096, loss 0.0425
 * Measurement run = Experiment.measure(model, ExperimentSettings.of(400, 8, 1), Run.quiet());
 * IO.println(run.output("test") + " against " + theory.test());
 * }</pre>
 *
 * <p>By name: {@code sparse-token}, {@code sparse-token-oracle}, {@code sparse-token-alignment}, {@code sparse-token-readout},
 * {@code sparse-token-capacity}.
 */
@NullMarked
package org.solvable.talk.sparsetoken;

import org.jspecify.annotations.NullMarked;
