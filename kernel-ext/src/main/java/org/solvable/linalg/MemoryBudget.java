package org.solvable.linalg;

import com.sun.management.OperatingSystemMXBean;
import java.lang.foreign.Arena;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much memory a computation may take, asked before it allocates: better one sentence now than an out-of-memory
 * kill of the notebook later.
 *
 * <p>Two limits are kept apart: the Java heap (arrays) and native memory (arenas). The {@link #standard()} budget is 80 %
 * of the maximal heap, and for native memory half of the physical (or container) memory. Property {@code
 * solvable.memory} ("6g", "800m", a number of bytes) replaces the native limit.
 *
 * @param heapBytes limit for arrays on the Java heap, positive
 * @param nativeBytes limit for native memory, positive
 */
public record MemoryBudget(long heapBytes, long nativeBytes) {

    /** The system property that overrides the native limit. */
    public static final String PROPERTY = "solvable.memory";

    private static final Pattern SIZE = Pattern.compile("(\\d{1,15})\\s*([kmgt]?)(?:i?b)?", Pattern.CASE_INSENSITIVE);

    public MemoryBudget {
        if (heapBytes <= 0 || nativeBytes <= 0) {
            throw new IllegalArgumentException(
                    "heapBytes, nativeBytes = " + heapBytes + ", " + nativeBytes + ": must be positive");
        }
    }

    /** The budget of this machine and this JVM, as the class comment says. */
    public static MemoryBudget standard() {
        long heap = Runtime.getRuntime().maxMemory() / 5 * 4;
        String property = System.getProperty(PROPERTY);
        return new MemoryBudget(Math.max(1, heap), property == null ? physicalBytes() / 2 : parse(property));
    }

    private static long physicalBytes() {
        // Sees container limits too, on Linux.
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? Math.max(1L << 30, system.getTotalMemorySize())
                : 4L << 30;
    }

    private static long parse(String text) {
        Matcher m = SIZE.matcher(text.strip());
        if (!m.matches() || Long.parseLong(m.group(1)) == 0) {
            throw new IllegalArgumentException(PROPERTY + " = \"" + text
                    + "\": must be a positive number of bytes, optionally with k, m, g or t, such as 6g");
        }
        int shift = "kmgt".indexOf(m.group(2).toLowerCase(Locale.ROOT)) + 1;
        return Math.multiplyExact(Long.parseLong(m.group(1)), m.group(2).isEmpty() ? 1L : 1L << (10 * shift));
    }

    /** Bytes of a dense matrix; saturates instead of overflowing. */
    public static long bytes(long rows, long columns, Precision precision) {
        long high = Math.multiplyHigh(rows, columns);
        long low = rows * columns;
        return high != 0 || low < 0 || low > Long.MAX_VALUE / precision.bytes()
                ? Long.MAX_VALUE
                : low * precision.bytes();
    }

    /**
     * Refuses native memory beyond the budget.
     *
     * @param what the thing that needs it, for the message: "Gram matrix 40000 x 40000"
     * @param bytes the estimate
     * @param advice what the caller can change: "use method = MATRIX_FREE or lower d"
     * @throws MemoryBudgetExceededException if the estimate is above the limit
     */
    public void requireNative(String what, long bytes, String advice) {
        require(what, bytes, nativeBytes, "native memory", "-D" + PROPERTY, advice);
    }

    /** Refuses Java arrays beyond the budget; as {@link #requireNative}. */
    public void requireHeap(String what, long bytes, String advice) {
        require(what, bytes, heapBytes, "Java heap", "-Xmx", advice);
    }

    private static void require(String what, long bytes, long limit, String kind, String option, String advice) {
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes = " + bytes + ": must be >= 0");
        }
        if (bytes > limit) {
            throw new MemoryBudgetExceededException(
                    what + " needs " + format(bytes) + " of " + kind + "; the budget is " + format(limit) + ". "
                            + advice + ", or raise the budget with " + option + ".",
                    bytes,
                    limit);
        }
    }

    /**
     * A zero matrix in native memory, if it fits.
     *
     * @throws MemoryBudgetExceededException if it does not; nothing is allocated then
     */
    public MatrixView allocate(Arena arena, Precision precision, long rows, long columns, String what, String advice) {
        requireNative(what + " (" + rows + " x " + columns + ")", bytes(rows, columns, precision), advice);
        return MatrixView.allocate(arena, precision, rows, columns);
    }

    private static String format(long bytes) {
        if (bytes == Long.MAX_VALUE) {
            return "more than 8 EiB";
        }
        double value = bytes;
        int unit = 0;
        while (value >= 1024 && unit < 6) {
            value /= 1024;
            unit++;
        }
        return String.format(
                Locale.ROOT,
                unit == 0 ? "%.0f %s" : "%.2f %s",
                value,
                new String[] {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"}[unit]);
    }
}
