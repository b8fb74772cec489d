package org.solvable.linalg;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Iterator;

/**
 * Native work buffers that are kept for the next call: fresh native memory costs a page fault every 4 kB, as much as a
 * tenth of a product at n = 1000.
 */
final class Scratch {

    /** Buffers above this are given back at once, and so is what would make the store larger than this. */
    private static final long KEPT_BYTES = 256L << 20;

    private static final ArrayDeque<Buffer> FREE = new ArrayDeque<>();
    private static long kept;

    private Scratch() {}

    /** A buffer on loan. */
    static final class Lease implements AutoCloseable {
        private final Buffer buffer;
        private boolean closed;

        private Lease(Buffer buffer) {
            this.buffer = buffer;
        }

        /** The memory, aligned to 64 bytes, content arbitrary. */
        MemorySegment segment() {
            return buffer.segment;
        }

        /** A compact matrix at the start of the memory. */
        MatrixView matrix(Precision precision, long rows, long columns) {
            return MatrixView.of(buffer.segment, precision, 0, rows, columns, Math.max(1, columns));
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                giveBack(buffer);
            }
        }
    }

    private record Buffer(Arena arena, MemorySegment segment) {}

    /**
     * At least {@code bytes} bytes.
     *
     * @throws MemoryBudgetExceededException if the standard budget does not allow them
     */
    @SuppressWarnings("MustBeClosedChecker") // the arena lives until the store drops the buffer
    static Lease take(long bytes) {
        synchronized (FREE) {
            for (Iterator<Buffer> it = FREE.iterator(); it.hasNext(); ) {
                Buffer b = it.next();
                long size = b.segment.byteSize();
                if (size >= bytes && size <= 4 * bytes + (1 << 20)) {
                    it.remove();
                    kept -= size;
                    return new Lease(b);
                }
            }
        }
        if (bytes > KEPT_BYTES) {
            MemoryBudget.standard()
                    .requireNative(
                            "work space of a linear algebra call",
                            bytes,
                            "Use smaller matrices or keep them in native memory (MatrixView.allocate), which needs no copies");
        }
        Arena arena = Arena.ofShared();
        try {
            // Rounded up, so that slightly different sizes share buffers.
            return new Lease(new Buffer(arena, arena.allocate(Math.max(4096, (bytes + 4095) / 4096 * 4096), 64)));
        } catch (OutOfMemoryError e) {
            arena.close();
            throw e;
        }
    }

    /** Room for a compact matrix. */
    static Lease take(Precision precision, long rows, long columns) {
        return take(MemoryBudget.bytes(rows, columns, precision));
    }

    private static void giveBack(Buffer buffer) {
        long size = buffer.segment.byteSize();
        if (size > KEPT_BYTES) {
            buffer.arena.close();
            return;
        }
        ArrayDeque<Buffer> surplus = new ArrayDeque<>();
        synchronized (FREE) {
            FREE.addFirst(buffer);
            kept += size;
            while (kept > KEPT_BYTES) {
                Buffer oldest = FREE.removeLast();
                kept -= oldest.segment.byteSize();
                surplus.add(oldest);
            }
        }
        surplus.forEach(b -> b.arena.close());
    }
}
