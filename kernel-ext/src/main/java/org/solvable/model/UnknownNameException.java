package org.solvable.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** A name that is not known, with the nearest one that is. */
public final class UnknownNameException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    /**
     * An unknown name.
     *
     * @param kind what the name stands for: "model", "parameter"
     * @param name as it was given
     * @param known the names that exist
     */
    public UnknownNameException(String kind, String name, Collection<String> known) {
        super(message(kind, name, known));
    }

    private static String message(String kind, String name, Collection<String> known) {
        String start = "unknown " + kind + " \"" + name + "\"";
        String end = "; known: " + String.join(", ", known);
        return start
                + nearest(name, known).map(n -> ": did you mean \"" + n + "\"?").orElse("")
                + end;
    }

    /** The known name with the fewest changed letters, if it is near enough to be a slip. */
    public static Optional<String> nearest(String name, Collection<String> known) {
        String wanted = name.toLowerCase(java.util.Locale.ROOT);
        return known.stream()
                .min(Comparator.comparingInt(k -> distance(wanted, k)))
                .filter(k -> {
                    int slips = distance(wanted, k);
                    return slips < Math.min(wanted.length(), k.length())
                                    && slips <= (k.length() < 4 ? 1 : Math.max(2, k.length() / 3))
                            || wanted.length() > 2 && k.startsWith(wanted)
                            || k.length() > 2 && wanted.startsWith(k);
                });
    }

    /** Levenshtein's distance. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
