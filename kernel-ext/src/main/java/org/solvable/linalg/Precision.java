package org.solvable.linalg;

/** The two floating-point formats of the seam. */
public enum Precision {
    /** IEEE double, 8 bytes: theory, Gram matrices, anything that is factored. */
    DOUBLE(8),
    /** IEEE float, 4 bytes: training, where half the memory and twice the speed count more than digits. */
    FLOAT(4);

    private final int bytes;

    Precision(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes per element. */
    public int bytes() {
        return bytes;
    }
}
