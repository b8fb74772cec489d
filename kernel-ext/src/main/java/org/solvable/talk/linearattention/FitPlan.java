package org.solvable.talk.linearattention;

import java.util.Locale;
import org.solvable.linalg.MemoryBudget;
import org.solvable.linalg.Precision;

/**
 * Which method fits n prompts of dimension d best, by operations, memory and conditioning.
 *
 * @param method never {@link FitMethod#AUTO}
 * @param reason in words
 * @param bytes native memory of the fit
 * @param tolerance of conjugate gradients
 */
record FitPlan(FitMethod method, String reason, long bytes, double tolerance) {

    /** Feature rows that are formed at a time. */
    static final int BLOCK = 256;

    /** Beyond this (about a minute on one core) a direct solve near the threshold is no longer worth its accuracy. */
    private static final double LONG = 6e12;

    /** Operations of a small product run at about a third of the speed of a large one. */
    private static final double SMALL_PRODUCTS = 3;

    static FitPlan of(int n, int d, double lambda, FitMethod wanted, double tolerance) {
        double features = (double) d * (d + 1);
        double ratio = n / features;
        boolean ill = Math.abs(ratio - 1) < 0.1 && lambda < 1e-3;
        FitMethod direct = n < features ? FitMethod.DUAL : FitMethod.PRIMAL;
        FitPlan plan;
        if (wanted != FitMethod.AUTO) {
            if (lambda == 0
                    && ((wanted == FitMethod.PRIMAL && n < features) || (wanted == FitMethod.DUAL && n > features))) {
                throw new IllegalArgumentException("method = " + wanted.name().toLowerCase(Locale.ROOT)
                        + ": its system is singular for lambda = 0 with n = " + n + " prompts and d(d+1) = "
                        + (long) features + " parameters; must be "
                        + direct.name().toLowerCase(Locale.ROOT)
                        + ", cg or auto");
            }
            plan = plan(wanted, "asked for", n, d, tolerance);
        } else {
            double directCost = operations(direct, n, d, ratio, lambda);
            double cgCost = SMALL_PRODUCTS * operations(FitMethod.CG, n, d, ratio, lambda);
            boolean fits = bytes(direct, n, d) <= MemoryBudget.standard().nativeBytes();
            String costs = String.format(
                    Locale.ROOT,
                    "n/(d(d+1)) = %.3g; %s takes %.1g operations, cg about %.1g",
                    ratio,
                    direct.name().toLowerCase(Locale.ROOT),
                    directCost,
                    cgCost / SMALL_PRODUCTS);
            if (ill && fits && directCost < LONG) {
                plan = plan(
                        direct,
                        "direct, because cg is slow and inexact near the interpolation threshold: " + costs,
                        n,
                        d,
                        tolerance);
            } else if (ill) {
                plan = plan(
                        FitMethod.CG,
                        "cg at a hundredth of the tolerance, because a direct solve near the interpolation threshold is "
                                + "too large: " + costs,
                        n,
                        d,
                        tolerance / 100);
            } else if (fits && directCost <= cgCost) {
                plan = plan(direct, "cheapest: " + costs, n, d, tolerance);
            } else {
                plan = plan(
                        FitMethod.CG,
                        fits ? "cheapest: " + costs : "the direct system does not fit in memory: " + costs,
                        n,
                        d,
                        tolerance);
            }
        }
        MemoryBudget.standard()
                .requireNative(
                        "The " + plan.method.name().toLowerCase(Locale.ROOT) + " fit of " + n + " prompts at d = " + d,
                        plan.bytes,
                        plan.method == FitMethod.CG ? "Lower d or tau" : "Use method = cg, or lower d or tau");
        return plan;
    }

    /** The method as it is written in settings. */
    String word() {
        return method.name().toLowerCase(Locale.ROOT);
    }

    /** Conjugate gradients after a direct method has failed. */
    FitPlan afterBreakdown() {
        return new FitPlan(
                FitMethod.CG,
                "cg at a hundredth of the tolerance, because the " + word() + " system is singular in double precision",
                0,
                tolerance / 100);
    }

    private static FitPlan plan(FitMethod method, String reason, int n, int d, double tolerance) {
        return new FitPlan(method, reason, bytes(method, n, d), tolerance);
    }

    /** Floating-point operations. */
    private static double operations(FitMethod method, double n, double d, double ratio, double lambda) {
        double f = d * (d + 1);
        return switch (method) {
            case PRIMAL -> n * f * f + f * f * f / 3;
            case DUAL -> n * n * (2 * d + 2) + n * n * n / 3;
            case CG, AUTO -> {
                // Fitted to runs at α = 10, κ = 0.5: the distance of √ratio from 1 sets the condition, a ridge bounds
                // it.
                double distance = Math.abs(Math.sqrt(ratio) - 1) + Math.sqrt(lambda);
                double scale = ratio >= 1 ? 8 : 17;
                yield Math.min(5000, scale / Math.max(1e-3, distance) + 10) * 4 * n * f;
            }
        };
    }

    /** Native bytes of the system that the method forms. */
    static long bytes(FitMethod method, long n, long d) {
        long f = d * (d + 1);
        return switch (method) {
            case PRIMAL -> MemoryBudget.bytes(f, f, Precision.DOUBLE);
            case DUAL -> MemoryBudget.bytes(n, n + BLOCK, Precision.DOUBLE);
            case CG, AUTO -> 0;
        };
    }
}
