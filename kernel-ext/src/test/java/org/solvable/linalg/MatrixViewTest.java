package org.solvable.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class MatrixViewTest {

    private final double[] numbers = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};

    @Test
    void windowsShareTheElements() {
        MatrixView a = MatrixView.of(numbers, 3, 4);
        assertThat(a.get(1, 2)).isEqualTo(6);
        MatrixView block = a.block(1, 3, 1, 3);
        assertThat(block.get(1, 0)).isEqualTo(9);
        assertThat(block.transposed().get(0, 1)).isEqualTo(9);
        assertThat(a.transposed().block(1, 3, 1, 3).get(0, 1)).isEqualTo(9);
        block.set(0, 0, -1);
        assertThat(numbers[5]).isEqualTo(-1);
        assertThat(a.rows(2, 3).columns(3, 4).get(0, 0)).isEqualTo(11);
        assertThat(a.shifted(0).get(2, 3)).isEqualTo(11);
        assertThat(a.block(0, 1, 0, 4).shifted(4).get(0, 0)).isEqualTo(4);
        DMatrixRMaj matrix = new DMatrixRMaj(2, 2, true, 1, 2, 3, 4);
        assertThat(MatrixView.of(matrix).transposed().toMatrix().get(0, 1)).isEqualTo(3);
    }

    @Test
    void segmentsOfArraysAndNativeMemory() {
        MemorySegment tail = MemorySegment.ofArray(numbers).asSlice(32);
        MatrixView a = MatrixView.of(tail, Precision.DOUBLE, 1, 2, 2, 3);
        assertThat(a.get(1, 1)).isEqualTo(9);
        assertThat(a.isNative()).isFalse();
        try (Arena arena = Arena.ofConfined()) {
            MatrixView x = MatrixView.allocate(arena, Precision.FLOAT, 3, 5);
            assertThat(x.isNative()).isTrue();
            assertThat(x.get(2, 4)).isZero();
            x.fill(2.5);
            assertThat(x.get(2, 4)).isEqualTo(2.5);
        }
    }

    @Test
    void badWindowsAreRefusedWithTheNumbers() {
        assertThatThrownBy(() -> MatrixView.of(numbers, 4, 4))
                .hasMessageContaining("needs 16 elements; the storage has 12");
        assertThatThrownBy(() -> MatrixView.of(numbers, 0, 2, 3, 2)).hasMessageContaining("stride = 2: must be in [3,");
        assertThatThrownBy(() -> MatrixView.of(numbers, -1, 1)).hasMessageContaining("rows = -1");
        MatrixView a = MatrixView.of(numbers, 3, 4);
        assertThatThrownBy(() -> a.get(3, 0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> a.block(0, 4, 0, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> a.block(2, 1, 0, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> a.shifted(1)).isInstanceOf(IllegalArgumentException.class);
        MemorySegment ints = MemorySegment.ofArray(new int[8]);
        assertThatThrownBy(() -> MatrixView.of(ints, Precision.FLOAT, 0, 1, 1, 1))
                .hasMessageContaining("must hold FLOAT");
    }
}
