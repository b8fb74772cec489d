/**
 * Linear attention that learns linear regression in context, solved exactly [Y. M. Lu, M. I. Letey, J. A. Zavatone-Veth, A.
 * Maiti, C. Pehlevan, "Asymptotic theory of in-context learning by linear attention", arXiv 2405.11751, PNAS 122(28), 2025;
 * structured tasks: M. I. Letey, Y. M. Lu, C. Pehlevan, arXiv 2509.26551].
 *
 * <p><b>Setting.</b> A prompt shows ℓ labelled examples yᵢ = ⟨xᵢ, w⟩ + noise of one task w and asks for the label of a further
 * token; x ~ N(0, I/d), ‖w‖² = d, noise variance ρ. Softmax-free attention predicts ŷ = ⟨Γ, x cᵀ⟩ with c = (v, u), v = (d/ℓ) Σ
 * yᵢxᵢ and u = Σ yᵢ²/ℓ: ridge regression on d(d+1) features. Γ is fitted to n prompts, whose tasks come from a bank of k. As d
 * → ∞ with ℓ, k ∝ d and n ∝ d² its errors on fresh tasks (ICL) and on the k known ones (IDG) have sharp limits. They peak at
 * n = d² (double descent); their gap falls from memorisation to learning in context around k = d; and a longer context can
 * harm.
 *
 * <table>
 * <caption>Notation</caption>
 * <tr><th>symbol</th><th>meaning</th><th>name in code</th><th>range</th></tr>
 * <tr><td>α = ℓ/d</td><td>context length</td><td>alpha</td><td>finite, &gt; 0</td></tr>
 * <tr><td>κ = k/d</td><td>task diversity</td><td>kappa</td><td>&gt; 0, inf: a fresh task for each prompt</td></tr>
 * <tr><td>τ = n/d²</td><td>pretraining prompts</td><td>tau</td><td>&gt; 0, inf: population risk (theory only)</td></tr>
 * <tr><td>ρ</td><td>label-noise variance</td><td>rho</td><td>finite, ≥ 0</td></tr>
 * <tr><td>λ</td><td>ridge, penalty (n/d) λ ‖Γ‖²</td><td>lambda</td><td>finite, ≥ 0; 0 is the ridgeless limit</td></tr>
 * <tr><td>αₜ, ρₜ</td><td>context length and noise of the test</td><td>alpha_t, rho_t</td><td>as α, ρ; equal to them if not
 * given</td></tr>
 * <tr><td>e_ICL, e_IDG, e_train</td><td>errors</td><td>icl, idg, train</td><td></td></tr>
 * <tr><td>g_task</td><td>e_ICL - e_IDG at equal test conditions</td><td>g_task</td><td></td></tr>
 * <tr><td>ξ; ν = q+ξ, q = (1+ρ)/α</td><td>effective ridge</td><td>xi, nu</td><td></td></tr>
 * <tr><td>m, m₂</td><td>resolvent traces at ν</td><td>m, m2</td><td></td></tr>
 * <tr><td>e_ridge</td><td>error of the Bayes-optimal in-context learner</td><td>bayes_ridge</td><td></td></tr>
 * </table>
 *
 * <p><b>Rooms.</b> {@link org.solvable.talk.linearattention.Model} and {@link
 * org.solvable.talk.linearattention.StructuredModel} hold parameters. {@link org.solvable.talk.linearattention.Theory}
 * evaluates the deterministic equivalents, {@link org.solvable.talk.linearattention.TheoryLimits} their limits, exponents and
 * thresholds, {@link org.solvable.talk.linearattention.TheoryOptima} the best ridge and context length, {@link
 * org.solvable.talk.linearattention.TheoryStructured} structured tasks. {@link
 * org.solvable.talk.linearattention.Experiment} pretrains at finite d and takes the test errors in closed form ({@link
 * org.solvable.talk.linearattention.TestError}); it never asks the theory. {@link
 * org.solvable.talk.linearattention.Figures} draws.
 *
 * <pre>{@code
 * Model model = new Model(10, 0.5, 0.5, 0.01, 1e-5);
 * Errors theory = Theory.solve(model).orThrow();                                     // icl 0.8208
 * Measurement run = Experiment.measure(model, ExperimentSettings.of(40, 20, 1), Run.quiet());
 * IO.println(run.output("icl") + " against " + theory.icl());                        // 0.84.. against 0.8208
 *
 * double[] tau = Series.linear(0.1, 3, 200);
 * Series curve = Theory.curve("alpha = 10", tau, model::withTau, Errors::icl);
 * Figures.againstPrompts("$e_{ICL}$", List.of(curve), List.of())
 * }</pre>
 *
 * <p>By name: {@code linear-attention-icl} and {@code linear-attention-icl-structured}.
 */
@NullMarked
package org.solvable.talk.linearattention;

import org.jspecify.annotations.NullMarked;
