package org.solvable.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {

    @Test
    void refusesWithEstimateBudgetAndAdvice() {
        MemoryBudget budget = new MemoryBudget(1 << 20, 1 << 30);
        budget.requireNative("Gram matrix", 1 << 30, "Lower d");
        assertThatThrownBy(() -> budget.requireNative("Gram matrix 40000 x 40000", 12_800_000_000L, "Lower d"))
                .isInstanceOfSatisfying(MemoryBudgetExceededException.class, e -> {
                    assertThat(e.estimate()).isEqualTo(12_800_000_000L);
                    assertThat(e.budget()).isEqualTo(1 << 30);
                })
                .hasMessage("Gram matrix 40000 x 40000 needs 11.92 GiB of native memory; the budget is 1.00 GiB."
                        + " Lower d, or raise the budget with -Dsolvable.memory.");
        assertThatThrownBy(() -> budget.requireHeap("table", 2 << 20, "Use fewer rows"))
                .hasMessageContaining("2.00 MiB of Java heap")
                .hasMessageContaining("-Xmx");
        try (Arena arena = Arena.ofConfined()) {
            assertThatThrownBy(() -> budget.allocate(
                            arena, Precision.DOUBLE, 2_000_000_000, 2_000_000_000, "features", "Use the dual"))
                    .isInstanceOf(MemoryBudgetExceededException.class);
            assertThat(budget.allocate(arena, Precision.DOUBLE, 3, 4, "features", "Use the dual")
                            .columns())
                    .isEqualTo(4);
        }
    }

    @Test
    void estimatesSaturate() {
        assertThat(MemoryBudget.bytes(3, 5, Precision.DOUBLE)).isEqualTo(120);
        assertThat(MemoryBudget.bytes(1L << 40, 1L << 40, Precision.FLOAT)).isEqualTo(Long.MAX_VALUE);
        assertThat(MemoryBudget.bytes(1L << 31, 1L << 31, Precision.FLOAT)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void propertySetsTheNativeLimit() {
        String before = System.getProperty(MemoryBudget.PROPERTY);
        try {
            System.setProperty(MemoryBudget.PROPERTY, "6g");
            assertThat(MemoryBudget.standard().nativeBytes()).isEqualTo(6L << 30);
            System.setProperty(MemoryBudget.PROPERTY, "800 MB");
            assertThat(MemoryBudget.standard().nativeBytes()).isEqualTo(800L << 20);
            System.setProperty(MemoryBudget.PROPERTY, "12345");
            assertThat(MemoryBudget.standard().nativeBytes()).isEqualTo(12345);
            System.setProperty(MemoryBudget.PROPERTY, "lots");
            assertThatThrownBy(MemoryBudget::standard).hasMessageContaining("solvable.memory = \"lots\"");
        } finally {
            if (before == null) {
                System.clearProperty(MemoryBudget.PROPERTY);
            } else {
                System.setProperty(MemoryBudget.PROPERTY, before);
            }
        }
        assertThat(MemoryBudget.standard().heapBytes()).isPositive();
    }
}
