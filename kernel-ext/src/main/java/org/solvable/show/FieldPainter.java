package org.solvable.show;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/** Draws fields and their colour bars. */
final class FieldPainter {

    private final PanelArea area;
    private final Graphics2D g;

    FieldPainter(PanelArea area) {
        this.area = area;
        this.g = area.g();
    }

    /** A area.field() as an image with exactly the pixels of the picture, so that cells have sharp edges and no seams. */
    void heat(Layer.Heat h) {
        int width = (int) Math.round(area.box().getWidth() * area.resolution());
        int height = (int) Math.round(area.box().getHeight() * area.resolution());
        int[] column = cells(Panel.edges(h.x(), area.panel().x().log()), width, true);
        int[] row = cells(Panel.edges(h.y(), area.panel().y().log()), height, false);
        int[][] argb = new int[h.y().length][h.x().length];
        for (int i = 0; i < argb.length; i++) {
            for (int j = 0; j < argb[i].length; j++) {
                argb[i][j] = argb(h, h.z()[i][j]);
            }
        }
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        int[] line = new int[width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                line[x] = row[y] < 0 || column[x] < 0 ? 0 : argb[row[y]][column[x]];
            }
            image.setRGB(0, y, width, 1, line, 0, width);
        }
        AffineTransform place = AffineTransform.getTranslateInstance(
                area.box().getX(), area.box().getY());
        place.scale(area.box().getWidth() / width, area.box().getHeight() / height);
        g.drawImage(image, place, null);
    }

    private static int argb(Layer.Heat h, double v) {
        if (!Double.isFinite(v)) {
            return 0;
        }
        return 0xFF000000
                | (h.phases().isEmpty()
                        ? h.scale().rgb((v - h.low()) / (h.high() - h.low()))
                        : h.scale().phase((int) Math.round(v)));
    }

    /** For each pixel of a side, the cell it lies in; -1 for none. */
    private int[] cells(double[] edges, int pixels, boolean horizontal) {
        int[] cell = new int[pixels];
        for (int p = 0; p < pixels; p++) {
            double at = (p + 0.5) / area.resolution()
                    + (horizontal ? area.box().getX() : area.box().getY());
            cell[p] = -1;
            for (int k = 0; k + 1 < edges.length && cell[p] < 0; k++) {
                double a = horizontal ? area.px(edges[k]) : area.py(edges[k]);
                double b = horizontal ? area.px(edges[k + 1]) : area.py(edges[k + 1]);
                if (at >= Math.min(a, b) && at < Math.max(a, b)) {
                    cell[p] = k;
                }
            }
        }
        return cell;
    }

    void colorBar(Layer.Heat h) {
        double x = area.box().getMaxX() + 12;
        Color ink = area.colors().inkColor();
        int steps = h.phases().isEmpty() ? 128 : h.phases().size();
        for (int s = 0; s < steps; s++) {
            g.setColor(
                    h.phases().isEmpty()
                            ? h.scale().color((s + 0.5) / steps)
                            : new Color(h.scale().phase(s)));
            double y = area.box().getMaxY() - area.box().getHeight() * (s + 1) / steps;
            double overlap = s == 0 || !h.phases().isEmpty() ? 0 : 0.6;
            g.fill(new Rectangle2D.Double(x, y, 13, area.box().getHeight() / steps + overlap));
        }
        Axis scale = new Axis("", false, h.low(), h.high(), h.phases(), false);
        Ticks ticks = Ticks.of(scale, new double[] {h.low(), h.high()});
        double widest = 0;
        for (int i = 0; i < ticks.at().length; i++) {
            double y = area.box().getMaxY() - area.box().getHeight() * (ticks.at()[i] - h.low()) / (h.high() - h.low());
            area.text(ticks.text()[i], x + 18, y + 4.3, 0, PicturePainter.SMALL, ink);
            widest = Math.max(widest, Label.of(ticks.text()[i]).width(PicturePainter.SMALL, g.getFontRenderContext()));
        }
        area.upwards(h.name(), x + 18 + widest + 18, PicturePainter.SMALL, ink);
    }
}
