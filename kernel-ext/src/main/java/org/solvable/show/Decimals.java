package org.solvable.show;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Numbers as JSON wants them: rounded to what can be seen, {@code null} for gaps. */
final class Decimals {

    /** Digits of coordinates: more than a screen can show, few enough to keep the bundle small. */
    static final int COORDINATE = 7;

    /** Digits of the colours of a field. */
    static final int FIELD = 4;

    private static final double[] POWERS = new double[23];

    static {
        for (int i = 0; i < POWERS.length; i++) {
            POWERS[i] = Double.parseDouble("1e" + i);
        }
    }

    private Decimals() {}

    /** Coordinates. */
    static List<@Nullable Object> of(double[] values) {
        return of(values, COORDINATE);
    }

    /** Numbers with gaps, rounded to so many significant digits. */
    static List<@Nullable Object> of(double[] values, int digits) {
        List<@Nullable Object> list = new ArrayList<>(values.length);
        for (double v : values) {
            list.add(Double.isFinite(v) ? (Object) rounded(v, digits) : null);
        }
        return list;
    }

    private static double rounded(double v, int digits) {
        if (v == 0 || v == Math.rint(v) && Math.abs(v) < 1e15) {
            return v;
        }
        int decimals = digits - 1 - (int) Math.floor(Math.log10(Math.abs(v)));
        if (decimals >= 0 && decimals <= 22) {
            // Powers of ten up to 10^22 are exact, so that the quotient is the decimal number nearest to v.
            double power = POWERS[decimals];
            double whole = Math.rint(v * power);
            if (Math.abs(whole) < 1e15) {
                return whole / power;
            }
        }
        return new BigDecimal(v).round(new MathContext(digits)).doubleValue();
    }
}
