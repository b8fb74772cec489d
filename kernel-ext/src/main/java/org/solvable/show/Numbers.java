package org.solvable.show;

import java.util.Locale;

/** How numbers are written in tables, cards and contour labels. */
final class Numbers {

    private Numbers() {}

    /** Six significant digits, without trailing zeros. */
    static String text(double v) {
        if (!Double.isFinite(v)) {
            return Double.isNaN(v) ? "NaN" : v > 0 ? "∞" : "−∞";
        }
        if (v == Math.rint(v) && Math.abs(v) < 1e7) {
            return Long.toString((long) v);
        }
        String s = String.format(Locale.ROOT, "%.6g", v);
        if (s.contains("e")) {
            return s.replaceAll("\\.?0*e", "e");
        }
        return s.contains(".") ? s.replaceAll("\\.?0+$", "") : s;
    }

    /** The same with a typographic minus, for figures. */
    static String label(double v) {
        return text(v).replace('-', '\u2212');
    }
}
