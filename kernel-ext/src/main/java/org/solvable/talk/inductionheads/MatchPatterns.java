package org.solvable.talk.inductionheads;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.solvable.data.family.TokenSequences;

/**
 * Sequences in the form that the two-layer model sees. A score depends only on which tokens of the history of ℓ and of the
 * history of L + 1 are equal; there are few such patterns, so positions of equal pattern and token are counted, once.
 *
 * <p>Exact: one training step costs the number of distinct (pattern, token) pairs instead of the number of positions times M².
 */
final class MatchPatterns {

    final int d;
    final int span;
    /** For each pattern the labels of x_{ℓ-1}, …, x_{ℓ-W}, x_L, …, x_{L+1-W}. */
    final int[][] patterns;
    /** Entries of sequence b are start[b] … start[b + 1] - 1. */
    final int[] start;

    final int[] pattern;
    final int[] token;
    final int[] count;
    final double[][] target;

    private MatchPatterns(
            int d,
            int span,
            int[][] patterns,
            int[] start,
            int[] pattern,
            int[] token,
            int[] count,
            double[][] target) {
        this.d = d;
        this.span = span;
        this.patterns = patterns;
        this.start = start;
        this.pattern = pattern;
        this.token = token;
        this.count = count;
        this.target = target;
    }

    /**
     * Counts patterns.
     *
     * @param span W, how far back the model looks, 1 to 8; positions up to W are left out
     * @param soft whether the target is the law of the last token, which is the same in the mean and less noisy
     */
    static MatchPatterns of(TokenSequences data, int span, boolean soft) {
        if (span < 1 || span > 8) {
            throw new IllegalArgumentException("window = " + span + ": must be from 1 to 8");
        }
        int length = data.length();
        if (length <= span + 1) {
            throw new IllegalArgumentException("L = " + length + ": must be above M + 1 = " + (span + 1)
                    + ", the context must be longer than the parent window");
        }
        Map<Long, Integer> known = new HashMap<>();
        List<int[]> patterns = new ArrayList<>();
        int[] start = new int[data.size() + 1];
        int room = data.size() * (length - span);
        int[] pattern = new int[room];
        int[] token = new int[room];
        int[] count = new int[room];
        double[][] target = new double[data.size()][data.d()];
        int[] window = new int[2 * span];
        int used = 0;
        Map<Long, Integer> inSequence = new HashMap<>();
        for (int b = 0; b < data.size(); b++) {
            int[] x = data.tokens()[b];
            inSequence.clear();
            start[b] = used;
            for (int i = span; i < length; i++) {
                int id = id(window(x, i, length, span, window), known, patterns);
                long key = (long) id * data.d() + x[i];
                Integer at = inSequence.putIfAbsent(key, used);
                if (at == null) {
                    pattern[used] = id;
                    token[used] = x[i];
                    count[used++] = 1;
                } else {
                    count[at]++;
                }
            }
            if (soft) {
                target[b] = data.targets()[b].clone();
            } else {
                target[b][data.target(b)] = 1;
            }
        }
        start[data.size()] = used;
        return new MatchPatterns(
                data.d(),
                span,
                patterns.toArray(new int[0][]),
                start,
                Arrays.copyOf(pattern, used),
                Arrays.copyOf(token, used),
                Arrays.copyOf(count, used),
                target);
    }

    /** Both histories with tokens renamed by order of appearance. */
    private static int[] window(int[] x, int i, int length, int span, int[] window) {
        for (int j = 0; j < span; j++) {
            window[j] = x[i - 1 - j];
            window[span + j] = x[length - 1 - j];
        }
        int[] labels = new int[window.length];
        int next = 0;
        for (int j = 0; j < window.length; j++) {
            labels[j] = -1;
            for (int earlier = 0; earlier < j && labels[j] < 0; earlier++) {
                if (window[earlier] == window[j]) {
                    labels[j] = labels[earlier];
                }
            }
            if (labels[j] < 0) {
                labels[j] = next++;
            }
        }
        return labels;
    }

    private static int id(int[] labels, Map<Long, Integer> known, List<int[]> patterns) {
        // At most 16 labels of at most 4 bits.
        long key = 0;
        for (int label : labels) {
            key = key << 4 | label;
        }
        Integer id = known.get(key);
        if (id == null) {
            id = patterns.size();
            known.put(key, id);
            patterns.add(labels);
        }
        return id;
    }

    int size() {
        return start.length - 1;
    }
}
