package org.solvable.linalg;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/**
 * One Fortran routine of one library, bound twice: {@code pinned} takes operands on the Java heap and holds off garbage
 * collection while it runs (so only for calls under half a millisecond), {@code ordinary} takes native memory only and
 * holds up nobody.
 *
 * @param ordinary handle for native operands
 * @param pinned handle for operands anywhere
 */
record NativeCall(MethodHandle ordinary, MethodHandle pinned) {

    /**
     * Binds a routine.
     *
     * @param pointers number of arguments, all by reference
     * @param characters how many of them are characters; their lengths follow as hidden arguments
     * @return empty if the library has no such routine
     */
    static Optional<NativeCall> find(
            SymbolLookup library, FortranSymbols symbols, String routine, int pointers, int characters) {
        return library.find(symbols.spell(routine)).map(address -> {
            MemoryLayout[] arguments = new MemoryLayout[pointers + characters];
            Arrays.fill(arguments, 0, pointers, ADDRESS);
            Arrays.fill(arguments, pointers, arguments.length, JAVA_LONG);
            FunctionDescriptor descriptor = FunctionDescriptor.ofVoid(arguments);
            Linker linker = Linker.nativeLinker();
            return new NativeCall(
                    linker.downcallHandle(address, descriptor),
                    linker.downcallHandle(address, descriptor, Linker.Option.critical(true)));
        });
    }

    MethodHandle handle(boolean native1, boolean native2, boolean native3) {
        return native1 && native2 && native3 ? ordinary : pinned;
    }

    static RuntimeException failed(Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        return e instanceof RuntimeException runtime ? runtime : new IllegalStateException(e);
    }

    /** Scalar arguments by reference, one set for each thread. */
    static final class Arguments {
        private static final int SLOTS = 8;

        static final MemorySegment N = character('N');
        static final MemorySegment T = character('T');
        static final MemorySegment U = character('U');
        static final MemorySegment L = character('L');
        static final MemorySegment R = character('R');
        static final MemorySegment I = character('I');
        static final MemorySegment V = character('V');

        /** Addresses of the integer slots. */
        final MemorySegment[] integer = new MemorySegment[SLOTS];

        /** Addresses of alpha and beta. */
        final MemorySegment alpha;

        final MemorySegment beta;

        private final boolean wide;

        /** Arguments for a library with 64-bit ({@code wide}) or 32-bit integers. */
        Arguments(boolean wide) {
            this.wide = wide;
            // Automatic: the set is unreachable, and freed, once its thread is gone.
            MemorySegment all = Arena.ofAuto().allocate(8L * (SLOTS + 2), 8);
            for (int i = 0; i < SLOTS; i++) {
                integer[i] = all.asSlice(8L * i, 8);
            }
            alpha = all.asSlice(8L * SLOTS, 8);
            beta = all.asSlice(8L * (SLOTS + 1), 8);
        }

        private static MemorySegment character(char c) {
            MemorySegment s = Arena.global().allocate(8, 8);
            s.set(JAVA_BYTE, 0, (byte) c);
            return s.asReadOnly();
        }

        /**
         * Sets an integer. On little-endian machines all 64 bits are written whatever the width, so that a library whose
         * width was guessed wrong still reads the right number (and fails its check without harm).
         */
        MemorySegment integer(int slot, long value) {
            if (wide || ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN) {
                integer[slot].set(JAVA_LONG, 0, value);
            } else {
                integer[slot].set(JAVA_INT, 0, (int) value);
            }
            return integer[slot];
        }

        long info(int slot) {
            return wide ? integer[slot].get(JAVA_LONG, 0) : integer[slot].get(JAVA_INT, 0);
        }

        void scalars(Precision precision, double a, double b) {
            if (precision == Precision.DOUBLE) {
                alpha.set(JAVA_DOUBLE, 0, a);
                beta.set(JAVA_DOUBLE, 0, b);
            } else {
                alpha.set(JAVA_FLOAT, 0, (float) a);
                beta.set(JAVA_FLOAT, 0, (float) b);
            }
        }
    }
}
