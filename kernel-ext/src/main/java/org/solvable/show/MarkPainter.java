package org.solvable.show;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** Draws what explains a panel: lines across it, shaded stretches, texts and arrows. */
final class MarkPainter {

    private final PanelArea area;
    private final Graphics2D g;

    MarkPainter(PanelArea area) {
        this.area = area;
        this.g = area.g();
    }

    void region(Layer.Region r) {
        double a = r.vertical() ? area.px(r.from()) : area.py(r.from());
        double b = r.vertical() ? area.px(r.to()) : area.py(r.to());
        if (!Double.isFinite(a)) {
            a = r.vertical() ? area.box().getX() : area.box().getMaxY();
        }
        double low = Math.min(a, b);
        double size = Math.abs(b - a);
        g.setColor(Palette.faint(r.color() + 1, r.vertical() ? 0.12 : 0.1));
        g.fill(
                r.vertical()
                        ? new Rectangle2D.Double(
                                low, area.box().getY(), size, area.box().getHeight())
                        : new Rectangle2D.Double(
                                area.box().getX(), low, area.box().getWidth(), size));
        if (r.vertical()) {
            area.text(
                    r.name(),
                    (a + b) / 2,
                    area.box().getY() + 16,
                    0.5,
                    PicturePainter.SMALL,
                    area.colors().softColor());
        } else {
            area.text(
                    r.name(),
                    area.box().getMaxX() - 5,
                    (a + b) / 2 + 4,
                    1,
                    PicturePainter.SMALL,
                    area.colors().softColor());
        }
    }

    void reference(Layer.Reference r) {
        double at = r.vertical() ? area.px(r.at()) : area.py(r.at());
        if (!Double.isFinite(at)) {
            return;
        }
        g.setColor(area.field() ? Color.WHITE : area.colors().softColor());
        g.setStroke(Marks.stroke(Layer.Dash.DASH, 1.3));
        g.draw(
                r.vertical()
                        ? new Line2D.Double(
                                at, area.box().getY(), at, area.box().getMaxY())
                        : new Line2D.Double(area.box().getX(), at, area.box().getMaxX(), at));
        double x = r.vertical() ? at + 5 : area.box().getMaxX() - 5;
        double y = r.vertical() ? area.box().getY() + 16 : at - 5;
        double across = r.vertical() ? 0 : 1;
        // A text that would leave the panel stands on the other side of its line.
        if (r.vertical()
                && x + Label.of(r.name()).width(PicturePainter.SMALL, g.getFontRenderContext())
                        > area.box().getMaxX()) {
            x = at - 5;
            across = 1;
        }
        if (area.field()) {
            area.boxed(r.name(), x, y, across);
        } else {
            area.text(
                    r.name(), x, y, across, PicturePainter.SMALL, area.colors().softColor());
        }
    }

    void note(Layer.Note n) {
        double x = area.px(n.x());
        double y = area.py(n.y());
        if (!Double.isFinite(x) || !Double.isFinite(y)) {
            return;
        }
        if (n.arrow()) {
            g.setColor(area.field() ? Color.WHITE : area.colors().softColor());
            g.setStroke(new BasicStroke(1.3f));
            arrow(x + n.right(), y - n.up(), x, y);
        }
        double at = y - n.up() + (n.arrow() ? n.up() > 0 ? -4 : 12 : 4);
        if (area.field()) {
            area.boxed(n.name(), x + n.right(), at, 0.5);
        } else {
            area.text(
                    n.name(),
                    x + n.right(),
                    at,
                    0.5,
                    PicturePainter.SMALL,
                    area.colors().inkColor());
        }
    }

    private void arrow(double fromX, double fromY, double toX, double toY) {
        double angle = Math.atan2(toY - fromY, toX - fromX);
        g.draw(new Line2D.Double(fromX, fromY, toX, toY));
        Path2D head = new Path2D.Double();
        head.moveTo(toX, toY);
        head.lineTo(toX - 8 * Math.cos(angle - 0.4), toY - 8 * Math.sin(angle - 0.4));
        head.lineTo(toX - 8 * Math.cos(angle + 0.4), toY - 8 * Math.sin(angle + 0.4));
        head.closePath();
        g.fill(head);
    }
}
