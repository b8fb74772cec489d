/**
 * Roots, fixed points, quadrature, structured regression, statistics: what the theories are solved with.
 *
 * <p>A method is an immutable value ({@code Roots.brent().withRelativeTolerance(1e-10)}), a problem is a function and a
 * start, a solution carries its {@link org.solvable.num.SolveStatus} and how well it is known. Failure to converge is a
 * status; only {@code orElseThrow} turns it into an exception.
 *
 * <table>
 * <caption>Where to look</caption>
 * <tr><td>f(x) = 0</td><td>{@link org.solvable.num.Roots}</td></tr>
 * <tr><td>min f(x)</td><td>{@link org.solvable.num.Minima}</td></tr>
 * <tr><td>where does a monotone, perhaps noisy, answer change</td><td>{@link org.solvable.num.Thresholds}</td></tr>
 * <tr><td>x = g(x), its branches, a parameter</td><td>{@link org.solvable.num.FixedPointSolver}, {@link
 * org.solvable.num.Branches}, {@link org.solvable.num.Continuation}</td></tr>
 * <tr><td>E f(normal variables)</td><td>{@link org.solvable.num.Expectation}, {@link org.solvable.num.LineRule}</td></tr>
 * <tr><td>exp, tanh, softmax over arrays</td><td>{@link org.solvable.num.LaneMath}</td></tr>
 * <tr><td>min Σ(y - ⟨Γ, x cᵀ⟩)² + penalty ‖Γ‖², one or many penalties</td><td>{@link org.solvable.num.Ridge}, {@link
 * org.solvable.num.RidgePath}</td></tr>
 * <tr><td>y' = f(t, y)</td><td>{@link org.solvable.num.OdeSolver}</td></tr>
 * <tr><td>mean and error, line fits, limits, agreement</td><td>{@link org.solvable.num.RunningMoments}, {@link
 * org.solvable.num.LinearFit}, {@link org.solvable.num.Extrapolation}, {@link org.solvable.num.Agreement}</td></tr>
 * </table>
 */
@NullMarked
package org.solvable.num;

import org.jspecify.annotations.NullMarked;
