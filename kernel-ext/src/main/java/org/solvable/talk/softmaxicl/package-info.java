/**
 * Multi-head softmax attention that learns linear regression in context: training dynamics, the estimator it becomes, several
 * tasks [S. Chen, H. Sheen, T. Wang, Z. Yang, arXiv 2402.19442; J. He, X. Pan, S. Chen, Z. Yang, arXiv 2503.12734].
 *
 * <p>A prompt shows L pairs (x, y), y = ⟨β, x⟩ + noise, and asks for the answer to a further x; x ~ N(0, I), β has entries of
 * variance 1/d. Training drives KQ to a multiple ω of the identity and OV to reading μ times the response. Heads of one sign end as
 * one softmax kernel regressor, ω = 1/√d. Heads of both signs run along a manifold γ → 0 to one debiased step of gradient descent.
 *
 * <table>
 * <caption>Notation</caption>
 * <tr><th>symbol</th><th>meaning</th><th>name in code</th><th>range</th></tr>
 * <tr><td>d, L, N, H</td><td>covariates, context length, tasks, heads</td><td>d, L, N, H</td><td>≥ 1, 2, 1, 1</td></tr>
 * <tr><td>σ²</td><td>noise variance</td><td>sigma2</td><td>≥ 0</td></tr>
 * <tr><td>γ, μ</td><td>attention and output weight of a pair</td><td>gamma, mu</td><td>≥ 0, any</td></tr>
 * <tr><td>η</td><td>step of gradient descent</td><td>eta</td><td>any</td></tr>
 * <tr><td>Tₑ</td><td>time of emergence</td><td>t_e, t_e_flow</td><td></td></tr>
 * </table>
 *
 * <p>{@link org.solvable.talk.softmaxicl.TheoryFlow} integrates the reduced flow; the {@code Theory…} classes hold its limits; {@link
 * org.solvable.talk.softmaxicl.Training} trains the full {@link org.solvable.talk.softmaxicl.SoftmaxHeads}. Experiment and theory
 * never call each other.
 *
 * <pre>{@code
 * Model model = Model.of(8, 64, 0.25);
 * Theory.solve(model, Run.quiet()).orThrow().pairLimit();   // 0.38514
 * }</pre>
 */
@NullMarked
package org.solvable.talk.softmaxicl;

import org.jspecify.annotations.NullMarked;
