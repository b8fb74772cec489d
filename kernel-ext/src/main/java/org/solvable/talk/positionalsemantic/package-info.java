/**
 * Phase transition between positional and semantic learning in dot-product attention [H. Cui, F. Behrens, F. Krzakala, L.
 * Zdeborová, arXiv 2402.03902].
 *
 * <p>A layer with tied query and key of rank one is trained on n = α d sentences of two tokens, d → ∞. The global minimum of its
 * non-convex loss attends by position (m ≠ 0, θ = 0) with few samples and by meaning (θ ≠ 0, m = 0) with many; in between the two
 * minima exchange their roles in a first-order transition at α_c(ω). Test error then falls below that of the best linear positional
 * layer at α_l(ω).
 *
 * <table>
 * <caption>Notation</caption>
 * <tr><th>symbol</th><th>meaning</th><th>name in code</th><th>range</th></tr>
 * <tr><td>α</td><td>samples over dimension</td><td>alpha</td><td>&gt; 0</td></tr>
 * <tr><td>ω</td><td>share of the positional target</td><td>omega</td><td>[0, 1]</td></tr>
 * <tr><td>σ, λ</td><td>size of a token, ridge</td><td>sigma, lambda</td><td>&gt; 0, ≥ 1e-4</td></tr>
 * <tr><td>A</td><td>positional attention, row-stochastic</td><td>A11, A22</td><td>(0, 1)</td></tr>
 * <tr><td>q, m, V, θ</td><td>order parameters</td><td>q, m, V, theta</td><td>q, V &gt; 0</td></tr>
 * <tr><td>ε_t, ε_g</td><td>training loss, test error</td><td>eps_t, eps_g</td><td></td></tr>
 * </table>
 *
 * <p>{@link org.solvable.talk.positionalsemantic.Theory} solves the four self-consistent equations; {@link
 * org.solvable.talk.positionalsemantic.TheoryThresholds} finds where branches cross. Theory and experiment never call each other.
 *
 * <pre>{@code
 * Theory.solve(Model.standard(2, 0.3), Run.quiet()).orThrow().theta();   // 0.1577
 * }</pre>
 */
@NullMarked
package org.solvable.talk.positionalsemantic;

import org.jspecify.annotations.NullMarked;
