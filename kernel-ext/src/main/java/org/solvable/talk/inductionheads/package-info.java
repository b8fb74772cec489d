/**
 * How a transformer of two attention layers learns n-gram Markov chains in context, stage by stage [S. Chen, H. Sheen, T. Wang,
 * Z. Yang, "Unveiling Induction Heads", arXiv 2409.10559].
 *
 * <p><b>Setting.</b> Each sequence has a Markov kernel of its own with Dirichlet(α) rows. Heads of the first attention look
 * back by position alone, σ = softmax(w); a feed-forward layer multiplies sets S of heads with shares p_S; the second attention,
 * of strength a, weighs position ℓ by exp(a Σ p_S Π ⟨v_ℓ, v_{L+1}⟩) and adds up the tokens. Training first selects the set S* that
 * maximises the modified χ² information Ĩ, then sharpens its heads into copiers of one lag each, then raises a: the model
 * becomes a generalised induction head, which predicts from positions with the same S*-history.
 *
 * <table>
 * <caption>Notation</caption>
 * <tr><th>symbol</th><th>meaning</th><th>name in code</th><th>range</th></tr>
 * <tr><td>d, k, α, L</td><td>vocabulary, parents, concentration, context</td><td>d, k, alpha, L</td><td>d ≥ 2, k ≥ 1, α &gt;
 * 0, L &gt; M + 1</td></tr>
 * <tr><td>M, H, D</td><td>window, heads, degree</td><td>M, H, D</td><td>M ≥ largest lag, D ≤ H</td></tr>
 * <tr><td>a, c₀, w₊, w₋</td><td>start of training</td><td>a, c0, w_plus, w_minus</td><td>c₀ &gt; 0</td></tr>
 * <tr><td>Ĩ, I, J</td><td>informations; gain of imperfect heads</td><td>i_tilde, i, j</td><td>≥ 0</td></tr>
 * <tr><td>p_S, 1-Πσ², a(t)</td><td>the three stages</td><td>p, blur, a_t</td><td></td></tr>
 * </table>
 *
 * <p><b>Rooms.</b> {@link org.solvable.talk.inductionheads.Theory} averages {@link
 * org.solvable.talk.inductionheads.TheoryInformation}, {@link org.solvable.talk.inductionheads.TheoryFlow} and {@link
 * org.solvable.talk.inductionheads.TheoryLosses} over chains whose exact law is {@link
 * org.solvable.talk.inductionheads.ChainLaw}. {@link org.solvable.talk.inductionheads.Experiment} trains {@link
 * org.solvable.talk.inductionheads.Transformer} ({@link org.solvable.talk.inductionheads.Training}) and compares it with {@link
 * org.solvable.talk.inductionheads.Estimators}; it never asks the theory.
 *
 * <pre>{@code
 * Theory.solve(Model.standard(), Run.quiet()).output("s_star")   // 12.0: lags 1 and 2
 * Experiment.measure(Model.standard(), ExperimentSettings.standard(), Run.quiet()).output("test_loss")
 * }</pre>
 *
 * <p>By name: {@code induction-heads}.
 */
@NullMarked
package org.solvable.talk.inductionheads;

import org.jspecify.annotations.NullMarked;
