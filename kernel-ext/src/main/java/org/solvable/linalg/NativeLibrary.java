package org.solvable.linalg;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Optional;

/**
 * A BLAS library that was opened, bound and found to multiply correctly.
 *
 * @param location path or name it was loaded by
 * @param vendor whose it is
 * @param version what it says about itself, or empty
 * @param symbols how it spells its routines
 * @param doubles routines in double precision
 * @param floats routines in single precision
 */
record NativeLibrary(
        String location, Vendor vendor, String version, FortranSymbols symbols, Blas doubles, Blas floats) {

    /** Longest self-description that is read. */
    private static final int VERSION_BYTES = 256;

    /** The makers that can be told apart by their own functions. */
    enum Vendor {
        OPENBLAS("openblas"),
        MKL("mkl"),
        BLIS("blis"),
        /** No sign of an optimised library: the reference BLAS, or one unknown. */
        UNKNOWN("blas");

        private final String backend;

        Vendor(String backend) {
            this.backend = backend;
        }

        String backend() {
            return backend;
        }
    }

    /** A library that cannot be used, with the reason in a sentence. */
    static final class UnusableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnusableException(String message) {
            super(message);
        }
    }

    /**
     * Binds the routines, sets the library to one thread, and lets it multiply two small matrices.
     *
     * @throws UnusableException if routines are missing or the product is wrong
     */
    static NativeLibrary bind(String location, SymbolLookup lookup, FortranSymbols... spellings)
            throws UnusableException {
        for (FortranSymbols symbols : spellings) {
            Optional<Blas> doubles = Blas.bind(lookup, symbols, 'd');
            Optional<Blas> floats = Blas.bind(lookup, symbols, 's');
            if (doubles.isPresent() && floats.isPresent()) {
                Vendor vendor = vendor(lookup, symbols);
                oneThread(lookup, symbols, vendor);
                NativeLibrary library = new NativeLibrary(
                        location, vendor, version(lookup, symbols, vendor), symbols, doubles.get(), floats.get());
                library.check();
                return library;
            }
        }
        throw new UnusableException("it has no routines named like "
                + Arrays.stream(spellings).map(s -> s.spell("dgemm")).toList());
    }

    Blas blas(Precision precision) {
        return precision == Precision.DOUBLE ? doubles : floats;
    }

    String description() {
        String missing = doubles.potrf().isEmpty() || doubles.syevd().isEmpty() ? ", without LAPACK" : "";
        return (version.isEmpty() ? vendor.toString() : version) + " at " + location + missing;
    }

    private static Vendor vendor(SymbolLookup lookup, FortranSymbols symbols) {
        if (lookup.find(symbols.spellControl("openblas_get_config")).isPresent()
                || lookup.find("openblas_get_config").isPresent()) {
            return Vendor.OPENBLAS;
        }
        if (lookup.find("mkl_serv_get_max_threads").isPresent()
                || lookup.find("MKL_Get_Max_Threads").isPresent()) {
            return Vendor.MKL;
        }
        return lookup.find("bli_info_get_version_str").isPresent() ? Vendor.BLIS : Vendor.UNKNOWN;
    }

    private static Optional<MemorySegment> control(SymbolLookup lookup, FortranSymbols symbols, String function) {
        return lookup.find(symbols.spellControl(function)).or(() -> lookup.find(function));
    }

    /** We spread blocks over threads ourselves; the library's own threads would make results depend on their number. */
    private static void oneThread(SymbolLookup lookup, FortranSymbols symbols, Vendor vendor) throws UnusableException {
        Optional<MemorySegment> setter = switch (vendor) {
            case OPENBLAS -> control(lookup, symbols, "openblas_set_num_threads");
            case MKL -> lookup.find("MKL_Set_Num_Threads").or(() -> lookup.find("mkl_serv_set_num_threads"));
            case BLIS -> lookup.find("bli_thread_set_num_threads");
            case UNKNOWN -> Optional.empty();
        };
        if (setter.isEmpty()) {
            return;
        }
        try {
            if (vendor == Vendor.BLIS) {
                Linker.nativeLinker()
                        .downcallHandle(setter.get(), FunctionDescriptor.ofVoid(ValueLayout.JAVA_LONG))
                        .invokeExact(1L);
            } else {
                Linker.nativeLinker()
                        .downcallHandle(setter.get(), FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT))
                        .invokeExact(1);
            }
        } catch (Throwable e) {
            throw new UnusableException(
                    "its threads cannot be set: " + NativeCall.failed(e).getMessage());
        }
    }

    private static String version(SymbolLookup lookup, FortranSymbols symbols, Vendor vendor) throws UnusableException {
        Optional<MemorySegment> getter = switch (vendor) {
            case OPENBLAS -> control(lookup, symbols, "openblas_get_config");
            case BLIS -> lookup.find("bli_info_get_version_str");
            case MKL, UNKNOWN -> Optional.empty();
        };
        if (getter.isEmpty()) {
            return "";
        }
        try {
            MemorySegment text = (MemorySegment) Linker.nativeLinker()
                    .downcallHandle(getter.get(), FunctionDescriptor.of(ValueLayout.ADDRESS))
                    .invokeExact();
            return text.reinterpret(VERSION_BYTES).getString(0).strip();
        } catch (IndexOutOfBoundsException tooLong) {
            return "";
        } catch (Throwable e) {
            throw new UnusableException(
                    "it does not tell its version: " + NativeCall.failed(e).getMessage());
        }
    }

    /** Small whole numbers, so that the right answer is exact. */
    private void check() throws UnusableException {
        NativeKernels kernels = new NativeKernels(this, new ScalarKernels());
        try (Arena arena = Arena.ofConfined()) {
            for (Precision precision : Precision.values()) {
                MatrixView a = MatrixView.allocate(arena, precision, 2, 3);
                MatrixView b = MatrixView.allocate(arena, precision, 3, 4);
                MatrixView c = MatrixView.allocate(arena, precision, 2, 4);
                for (int i = 0; i < 3; i++) {
                    for (int j = 0; j < 4; j++) {
                        b.set(i, j, 10 * i + j);
                        if (i < 2 && j < 3) {
                            a.set(i, j, 1 + i - 2 * j);
                        }
                    }
                }
                c.fill(7);
                kernels.gemm(2, a, b, -1, c);
                compare(a, b, c);
            }
        }
    }

    private void compare(MatrixView a, MatrixView b, MatrixView c) throws UnusableException {
        for (int i = 0; i < c.rows(); i++) {
            for (int j = 0; j < c.columns(); j++) {
                double sum = 0;
                for (int k = 0; k < a.columns(); k++) {
                    sum += a.get(i, k) * b.get(k, j);
                }
                if (c.get(i, j) != 2 * sum - 7) {
                    throw new UnusableException("it multiplies wrongly (" + symbols + ")");
                }
            }
        }
    }
}
