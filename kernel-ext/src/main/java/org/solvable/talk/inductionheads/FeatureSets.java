package org.solvable.talk.inductionheads;

import java.util.ArrayList;
import java.util.List;

/** The sets of heads (or lags) that a polynomial feed-forward layer multiplies: by size, then lexicographic, ∅ first. */
public final class FeatureSets {

    private FeatureSets() {}

    /**
     * All subsets of {1..n} with at most {@code degree} members.
     *
     * @param n at least 1
     * @param degree from 0 to n
     */
    public static List<List<Integer>> upTo(int n, int degree) {
        if (n < 1 || degree < 0 || degree > n) {
            throw new IllegalArgumentException("n, degree = " + n + ", " + degree + ": need 0 <= degree <= n, n >= 1");
        }
        List<List<Integer>> all = new ArrayList<>();
        for (int size = 0; size <= degree; size++) {
            extend(List.of(), 1, n, size, all);
        }
        return List.copyOf(all);
    }

    private static void extend(List<Integer> start, int from, int n, int missing, List<List<Integer>> all) {
        if (missing == 0) {
            all.add(start);
            return;
        }
        for (int i = from; i <= n - missing + 1; i++) {
            List<Integer> longer = new ArrayList<>(start);
            longer.add(i);
            extend(List.copyOf(longer), i + 1, n, missing - 1, all);
        }
    }

    /** As text: {@code ∅} or {@code {1,2}}. */
    public static String text(List<Integer> set) {
        return set.isEmpty()
                ? "∅"
                : set.toString().replace(" ", "").replace('[', '{').replace(']', '}');
    }

    /** As a decimal number of its members: {1,2} is 12, ∅ is 0. */
    public static double digits(List<Integer> set) {
        double number = 0;
        for (int i : set) {
            number = number * 10 + i;
        }
        return number;
    }

    /** Reads {@code "1,2"} or {@code "none"}; members rise from 1 to {@code max}. */
    static List<Integer> parse(String name, String text, int max) {
        if (text.equals("none")) {
            return List.of();
        }
        List<Integer> set = new ArrayList<>();
        try {
            for (String part : text.split(",", -1)) {
                set.add(Integer.parseInt(part.strip()));
            }
        } catch (NumberFormatException e) {
            throw reject(name, text, max, e);
        }
        for (int i = 0; i < set.size(); i++) {
            if (set.get(i) > max || set.get(i) < (i == 0 ? 1 : set.get(i - 1) + 1)) {
                throw reject(name, text, max, null);
            }
        }
        return List.copyOf(set);
    }

    private static IllegalArgumentException reject(
            String name, String text, int max, @org.jspecify.annotations.Nullable Exception cause) {
        return new IllegalArgumentException(
                name + " = " + text + ": must be rising whole numbers from 1 to " + max + ", such as 1,2", cause);
    }
}
