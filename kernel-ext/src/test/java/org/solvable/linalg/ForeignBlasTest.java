package org.solvable.linalg;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.solvable.linalg.Naive.Home;

/**
 * Libraries that this machine does not have, played by Java: a BLAS in column-major loops called through the real binding,
 * with other spellings, with wide integers, without LAPACK, or wrong. Operands are native: calls that pin the heap must not
 * come back into Java.
 */
class ForeignBlasTest {

    /** dgemm or sgemm as the reference BLAS defines it. */
    static final class Loops {
        private final boolean wide;
        private final boolean wrong;
        private final Precision precision;

        Loops(boolean wide, boolean wrong, Precision precision) {
            this.wide = wide;
            this.wrong = wrong;
            this.precision = precision;
        }

        private long integer(MemorySegment s) {
            return wide ? s.reinterpret(8).get(JAVA_LONG, 0) : s.reinterpret(4).get(JAVA_INT, 0);
        }

        private double number(MemorySegment s, long index) {
            MemorySegment all = s.reinterpret((index + 1) * precision.bytes());
            return precision == Precision.DOUBLE
                    ? all.getAtIndex(JAVA_DOUBLE, index)
                    : all.getAtIndex(JAVA_FLOAT, index);
        }

        private static boolean transposed(MemorySegment s) {
            return s.reinterpret(1).get(JAVA_BYTE, 0) == 'T';
        }

        void gemm(
                MemorySegment opA,
                MemorySegment opB,
                MemorySegment m,
                MemorySegment n,
                MemorySegment k,
                MemorySegment alpha,
                MemorySegment a,
                MemorySegment lda,
                MemorySegment b,
                MemorySegment ldb,
                MemorySegment beta,
                MemorySegment c,
                MemorySegment ldc,
                long length1,
                long length2) {
            for (long j = 0; j < integer(n); j++) {
                for (long i = 0; i < integer(m); i++) {
                    double sum = wrong ? 1 : 0;
                    for (long p = 0; p < integer(k); p++) {
                        sum += number(a, transposed(opA) ? p + i * integer(lda) : i + p * integer(lda))
                                * number(b, transposed(opB) ? j + p * integer(ldb) : p + j * integer(ldb));
                    }
                    long at = i + j * integer(ldc);
                    double value = number(alpha, 0) * sum;
                    value = number(beta, 0) == 0 ? value : value + number(beta, 0) * number(c, at);
                    MemorySegment all = c.reinterpret((at + 1) * precision.bytes());
                    if (precision == Precision.DOUBLE) {
                        all.setAtIndex(JAVA_DOUBLE, at, value);
                    } else {
                        all.setAtIndex(JAVA_FLOAT, at, (float) value);
                    }
                }
            }
        }
    }

    private static SymbolLookup library(FortranSymbols spelling, boolean wrong) throws ReflectiveOperationException {
        MemoryLayout[] arguments = new MemoryLayout[15];
        Arrays.fill(arguments, 0, 13, ADDRESS);
        Arrays.fill(arguments, 13, 15, JAVA_LONG);
        FunctionDescriptor descriptor = FunctionDescriptor.ofVoid(arguments);
        MethodType type = descriptor.toMethodType();
        Map<String, MemorySegment> routines = new HashMap<>();
        for (Precision precision : Precision.values()) {
            MethodHandle loops = MethodHandles.lookup()
                    .findVirtual(Loops.class, "gemm", type)
                    .bindTo(new Loops(spelling.wideIntegers(), wrong, precision));
            routines.put(
                    spelling.spell(precision == Precision.DOUBLE ? "dgemm" : "sgemm"),
                    Linker.nativeLinker().upcallStub(loops, descriptor, Arena.ofAuto()));
        }
        return name -> java.util.Optional.ofNullable(routines.get(name));
    }

    @Test
    void everyKnownSpellingIsBoundAndMultiplies() throws Exception {
        for (FortranSymbols spelling : FortranSymbols.KNOWN) {
            NativeLibrary found = NativeLibrary.bind("a test", library(spelling, false), FortranSymbols.KNOWN);
            assertThat(found.symbols()).isEqualTo(spelling);
            assertThat(found.vendor()).isEqualTo(NativeLibrary.Vendor.UNKNOWN);
            assertThat(found.description()).contains("a test").contains("without LAPACK");
        }
    }

    @Test
    void aLibraryThatMultipliesWronglyIsRefused() {
        assertThatThrownBy(() ->
                        NativeLibrary.bind("a test", library(FortranSymbols.KNOWN[0], true), FortranSymbols.KNOWN))
                .isInstanceOf(NativeLibrary.UnusableException.class)
                .hasMessageContaining("it multiplies wrongly");
    }

    @Test
    void aReferenceBlasIsFoundOutAndPlacedBehindJava() throws Exception {
        NativeLibrary library =
                NativeLibrary.bind("libslow.so", library(FortranSymbols.KNOWN[0], false), FortranSymbols.KNOWN);
        Backend slow = new BlockedBackend(new NativeKernels(library, new ScalarKernels()), 1) {
            @Override
            public double peakGflops(Precision precision) {
                return 1e-3; // calls into Java and back would take minutes to measure
            }
        };
        List<String> notes = new ArrayList<>();
        Backend java = Backends.named("scalar");
        assertThat(Backends.place(slow, library, List.of(java), notes)).isEqualTo(1);
        assertThat(notes)
                .singleElement()
                .asString()
                .contains("libslow.so looks like the reference BLAS")
                .contains("not used unless named");
    }

    @Test
    void whatTheLibraryLacksIsDoneOnTopOfProducts() throws Exception {
        NativeLibrary library =
                NativeLibrary.bind("a test", library(FortranSymbols.KNOWN[1], false), FortranSymbols.KNOWN);
        Backend backend = new BlockedBackend(new NativeKernels(library, new ScalarKernels()), 2);
        SplittableRandom random = new SplittableRandom(3);
        int n = 20;
        MatrixView a = Naive.definite(random, Precision.DOUBLE, Home.NATIVE, n);
        double[][] lower = Naive.copy(a);
        MatrixView x = Naive.random(random, Precision.DOUBLE, Home.NATIVE, n, 1);
        double[][] b = Naive.copy(x);
        assertThat(backend.potrf(a)).isZero();
        backend.potrs(a, x);
        for (int i = 0; i < n; i++) {
            double sum = 0;
            for (int j = 0; j < n; j++) {
                sum += lower[Math.max(i, j)][Math.min(i, j)] * x.get(j, 0);
            }
            assertThat(sum).isCloseTo(b[i][0], org.assertj.core.api.Assertions.within(1e-12));
        }
        MatrixView w = MatrixView.vector(new double[n]);
        assertThat(backend.syevd(Naive.definite(random, Precision.DOUBLE, Home.HEAP, n), w, false))
                .isZero();
        assertThat(w.get(0, 0)).isGreaterThan(0.99);
    }
}
