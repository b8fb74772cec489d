package org.solvable.linalg;

import java.lang.foreign.SymbolLookup;
import java.util.Optional;

/**
 * The routines of one precision in one library. Products are required, the rest may be missing and is then done on top of
 * products.
 */
record Blas(
        NativeCall gemm,
        Optional<NativeCall> gemv,
        Optional<NativeCall> syrk,
        Optional<NativeCall> trsm,
        Optional<NativeCall> trsv,
        Optional<NativeCall> potrf,
        Optional<NativeCall> syevd,
        Optional<NativeCall> stedc,
        Optional<NativeCall> sterf,
        Optional<NativeCall> ormtr) {

    /** Binds what is there; empty if there is no product. */
    static Optional<Blas> bind(SymbolLookup library, FortranSymbols symbols, char letter) {
        return NativeCall.find(library, symbols, letter + "gemm", 13, 2)
                .map(gemm -> new Blas(
                        gemm,
                        NativeCall.find(library, symbols, letter + "gemv", 11, 1),
                        NativeCall.find(library, symbols, letter + "syrk", 10, 2),
                        NativeCall.find(library, symbols, letter + "trsm", 11, 4),
                        NativeCall.find(library, symbols, letter + "trsv", 8, 3),
                        NativeCall.find(library, symbols, letter + "potrf", 5, 1),
                        NativeCall.find(library, symbols, letter + "syevd", 11, 2),
                        NativeCall.find(library, symbols, letter + "stedc", 11, 1),
                        NativeCall.find(library, symbols, letter + "sterf", 4, 0),
                        NativeCall.find(library, symbols, letter + "ormtr", 13, 3)));
    }
}
