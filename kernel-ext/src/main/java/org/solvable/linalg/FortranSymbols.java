package org.solvable.linalg;

/**
 * How a BLAS library spells its routines: {@code dgemm} becomes {@code prefix + "dgemm" + suffix}.
 *
 * @param prefix {@code ""} or, in NumPy's and SciPy's own libraries, {@code "scipy_"}
 * @param suffix {@code "_"}, {@code "_64_"}, …
 * @param wideIntegers whether integer arguments have 64 bits (an ILP64 library)
 */
record FortranSymbols(String prefix, String suffix, boolean wideIntegers) {

    /** The spellings in use, the commonest first. Where the suffix has a 64, so have the integers. */
    static final FortranSymbols[] KNOWN = {
        new FortranSymbols("", "_", false),
        new FortranSymbols("scipy_", "_64_", true),
        new FortranSymbols("scipy_", "_", false),
        new FortranSymbols("", "_64_", true),
        new FortranSymbols("", "64_", true),
        new FortranSymbols("", "", false)
    };

    String spell(String routine) {
        return prefix + routine + suffix;
    }

    /** The spelling of OpenBLAS's own C functions: the same prefix, and the suffix without its Fortran underscore. */
    String spellControl(String function) {
        return prefix + function + (suffix.startsWith("_") ? suffix.substring(1) : suffix);
    }

    @Override
    public String toString() {
        return spell("dgemm") + (wideIntegers ? ", 64-bit integers" : "");
    }
}
