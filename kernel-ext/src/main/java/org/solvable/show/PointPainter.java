package org.solvable.show;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Draws points, bars and their standard errors. */
final class PointPainter {

    /** More points than this in a layer are drawn as dots in one path. */
    private static final int DENSE = 1000;

    private final PanelArea area;
    private final Graphics2D g;

    PointPainter(PanelArea area) {
        this.area = area;
        this.g = area.g();
    }

    void points(Layer.Points p) {
        if (p.x().length > DENSE) {
            dense(p);
            return;
        }
        for (int i = 0; i < p.x().length; i++) {
            error(p.x()[i], p.y()[i], p.error(), i, Palette.color(p.color(), area.field()));
        }
        for (int i = 0; i < p.x().length; i++) {
            double x = area.px(p.x()[i]);
            double y = area.py(p.y()[i]);
            if (Double.isFinite(x) && Double.isFinite(y)) {
                Marks.draw(g, x, y, p.color(), area.field());
            }
        }
    }

    /** So many points that those on the same half point are drawn once: stamped on pixels, as dots in one path elsewhere. */
    private void dense(Layer.Points p) {
        Path2D dots = new Path2D.Double();
        List<double[]> places = new ArrayList<>();
        Set<Long> taken = new HashSet<>();
        for (int i = 0; i < p.x().length; i++) {
            double x = Math.rint(2 * area.px(p.x()[i]));
            double y = Math.rint(2 * area.py(p.y()[i]));
            if (Math.abs(x) < 1e6 && Math.abs(y) < 1e6 && taken.add((long) x << 32 ^ (long) y & 0xFFFFFFFFL)) {
                error(p.x()[i], p.y()[i], p.error(), i, Palette.color(p.color(), area.field()));
                dots.moveTo(x / 2, y / 2);
                dots.lineTo(x / 2, y / 2);
                places.add(new double[] {x / 2, y / 2});
            }
        }
        if (!area.bitmap()) {
            Marks.drawDense(g, dots, p.color(), area.field());
            return;
        }
        BufferedImage stamp = Marks.stamp(area.resolution(), p.color(), area.field());
        AffineTransform before = g.getTransform();
        g.setTransform(new AffineTransform());
        for (double[] place : places) {
            int x = (int) Math.round(place[0] * area.resolution()) - stamp.getWidth() / 2;
            int y = (int) Math.round(place[1] * area.resolution()) - stamp.getHeight() / 2;
            g.drawImage(stamp, x, y, null);
        }
        g.setTransform(before);
    }

    private void error(double x, double y, double @Nullable [] errors, int i, Color color) {
        double a = area.px(x);
        if (errors == null || !Double.isFinite(errors[i]) || !Double.isFinite(a) || !Double.isFinite(area.py(y))) {
            return;
        }
        double low = area.py(y - errors[i]);
        double high = area.py(y + errors[i]);
        // On a logarithmic axis a bar that reaches zero has no lower end.
        boolean open = !Double.isFinite(low);
        low = open ? area.box().getMaxY() : low;
        g.setColor(color);
        g.setStroke(new BasicStroke(1.4f));
        g.draw(new Line2D.Double(a, low, a, high));
        g.draw(new Line2D.Double(a - 3.5, high, a + 3.5, high));
        if (!open) {
            g.draw(new Line2D.Double(a - 3.5, low, a + 3.5, low));
        }
    }

    void bars(Layer.Bars b) {
        double[] centres = area.panel().barCentres(b);
        double half = area.panel().barWidth(b) / 2;
        double zero = area.panel().y().log() ? area.box().getMaxY() : area.py(0);
        for (int i = 0; i < centres.length; i++) {
            double left = area.px(centres[i] - half);
            double right = area.px(centres[i] + half);
            double y = area.py(b.height()[i]);
            if (Double.isFinite(left) && Double.isFinite(right) && Double.isFinite(y)) {
                g.setColor(Palette.faint(b.color(), 0.8));
                g.fill(new Rectangle2D.Double(
                        Math.min(left, right) + 0.4,
                        Math.min(y, zero),
                        Math.abs(right - left) - 0.8,
                        Math.abs(zero - y)));
                error(centres[i], b.height()[i], b.error(), i, area.colors().inkColor());
            }
        }
    }
}
