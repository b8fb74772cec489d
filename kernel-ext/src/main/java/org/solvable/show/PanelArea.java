package org.solvable.show;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;

/**
 * Where a panel is drawn: from its coordinates to points of the page, and how text is set in it.
 *
 * @param box the rectangle between the axes
 * @param resolution the number of pixels of a point, for what must be drawn as pixels
 * @param bitmap whether the canvas consists of pixels of that size
 */
record PanelArea(
        Panel panel,
        Rectangle2D box,
        Arrangement.Cell cell,
        double[] xRange,
        double[] yRange,
        Theme.Colors colors,
        Graphics2D g,
        double resolution,
        boolean bitmap) {

    /** Whether a field fills the panel. */
    boolean field() {
        return panel.field();
    }

    double px(double x) {
        double f = fraction(x, xRange, panel.x().log());
        return box.getX() + box.getWidth() * (panel.x().reversed() ? 1 - f : f);
    }

    double py(double y) {
        double f = fraction(y, yRange, panel.y().log());
        return box.getMaxY() - box.getHeight() * (panel.y().reversed() ? 1 - f : f);
    }

    private static double fraction(double v, double[] range, boolean log) {
        return log
                ? v > 0 ? Math.log(v / range[0]) / Math.log(range[1] / range[0]) : Double.NaN
                : (v - range[0]) / (range[1] - range[0]);
    }

    void text(String text, double x, double y, double across, Font font, Color color) {
        PicturePainter.text(g, text, x, y, across, font, color);
    }

    void upwards(String text, double x, Font font, Color color) {
        AffineTransform before = g.getTransform();
        g.rotate(-Math.PI / 2, x, box.getCenterY());
        text(text, x, box.getCenterY(), 0.5, font, color);
        g.setTransform(before);
    }

    /** Text that can be read over any colour: on a pale ground. */
    void boxed(String text, double x, double y, double across) {
        if (text.isEmpty()) {
            return;
        }
        double w = Label.of(text).width(PicturePainter.SMALL, g.getFontRenderContext());
        g.setColor(new Color(255, 255, 255, 190));
        g.fill(new Rectangle2D.Double(x - across * w - 2, y - 11.5, w + 4, 15));
        text(text, x, y, across, PicturePainter.SMALL, new Color(0x1A1A1A));
    }
}
