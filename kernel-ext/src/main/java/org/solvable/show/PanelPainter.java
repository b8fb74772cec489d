package org.solvable.show;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Line2D;

/** Draws one pair of axes and what is in it. */
final class PanelPainter {

    private final PanelArea area;
    private final Graphics2D g;
    private final CurvePainter curves;
    private final PointPainter points;
    private final FieldPainter fields;
    private final MarkPainter marks;

    PanelPainter(PanelArea area) {
        this.area = area;
        this.g = area.g();
        this.curves = new CurvePainter(area);
        this.points = new PointPainter(area);
        this.fields = new FieldPainter(area);
        this.marks = new MarkPainter(area);
    }

    void draw() {
        Ticks xTicks = Ticks.of(area.panel(), false, area.xRange());
        Ticks yTicks = Ticks.of(area.panel(), true, area.yRange());
        if (!area.field()) {
            grid(xTicks, yTicks);
        }
        Shape clip = g.getClip();
        g.clip(area.box());
        // Fields and areas lie under curves, and curves under points, whatever the order they were added in.
        for (int level = 0; level < 5; level++) {
            for (Layer layer : area.panel().layers()) {
                if (level(layer) == level) {
                    layer(layer);
                }
            }
        }
        g.setClip(clip);
        frame(xTicks, yTicks);
        for (Layer layer : area.panel().layers()) {
            if (layer instanceof Layer.Heat h && area.cell().bar()) {
                fields.colorBar(h);
            }
        }
    }

    private static int level(Layer layer) {
        return switch (layer) {
            case Layer.Heat h -> 0;
            case Layer.Region r -> 0;
            case Layer.Band b -> 1;
            case Layer.Bars b -> 1;
            case Layer.Line l -> 2;
            case Layer.Contours c -> 2;
            case Layer.Reference r -> 2;
            case Layer.Points p -> 3;
            case Layer.Note n -> 4;
        };
    }

    private void layer(Layer layer) {
        switch (layer) {
            case Layer.Line l -> curves.line(l);
            case Layer.Points p -> points.points(p);
            case Layer.Band b -> curves.band(b);
            case Layer.Bars b -> points.bars(b);
            case Layer.Heat h -> {
                if (area.panel().shown(h) instanceof Layer.Heat drawn) {
                    fields.heat(drawn);
                }
            }
            case Layer.Contours c -> curves.contours(c);
            case Layer.Region r -> marks.region(r);
            case Layer.Reference r -> marks.reference(r);
            case Layer.Note n -> marks.note(n);
        }
    }

    private void grid(Ticks xTicks, Ticks yTicks) {
        g.setStroke(new BasicStroke(1));
        g.setColor(area.colors().gridColor());
        if (area.panel().x().categories().isEmpty()) {
            for (double t : xTicks.at()) {
                g.draw(new Line2D.Double(
                        area.px(t), area.box().getY(), area.px(t), area.box().getMaxY()));
            }
        }
        if (area.panel().y().categories().isEmpty()) {
            for (double t : yTicks.at()) {
                g.draw(new Line2D.Double(
                        area.box().getX(), area.py(t), area.box().getMaxX(), area.py(t)));
            }
        }
    }

    private void frame(Ticks xTicks, Ticks yTicks) {
        Font small = PicturePainter.SMALL;
        Color ink = area.colors().inkColor();
        g.setColor(ink);
        g.setStroke(new BasicStroke(1.1f));
        g.draw(area.box());
        for (double t : Ticks.minor(area.panel().x(), area.xRange())) {
            g.draw(new Line2D.Double(
                    area.px(t), area.box().getMaxY(), area.px(t), area.box().getMaxY() + 3));
        }
        for (double t : Ticks.minor(area.panel().y(), area.yRange())) {
            g.draw(new Line2D.Double(
                    area.box().getX() - 3, area.py(t), area.box().getX(), area.py(t)));
        }
        for (double t : xTicks.at()) {
            g.draw(new Line2D.Double(
                    area.px(t), area.box().getMaxY(), area.px(t), area.box().getMaxY() + 5));
        }
        for (double t : yTicks.at()) {
            g.draw(new Line2D.Double(
                    area.box().getX() - 5, area.py(t), area.box().getX(), area.py(t)));
        }
        if (area.cell().xText()) {
            for (int i = 0; i < xTicks.at().length; i++) {
                area.text(xTicks.text()[i], area.px(xTicks.at()[i]), area.box().getMaxY() + 19, 0.5, small, ink);
            }
            area.text(
                    area.panel().x().label(),
                    area.box().getCenterX(),
                    area.box().getMaxY() + 41,
                    0.5,
                    PicturePainter.FONT,
                    ink);
        }
        if (area.cell().yText()) {
            double widest = 0;
            for (int i = 0; i < yTicks.at().length; i++) {
                widest = Math.max(widest, Label.of(yTicks.text()[i]).width(small, g.getFontRenderContext()));
                area.text(yTicks.text()[i], area.box().getX() - 9, area.py(yTicks.at()[i]) + 4.3, 1, small, ink);
            }
            area.upwards(area.panel().y().label(), area.box().getX() - 20 - widest, PicturePainter.FONT, ink);
        }
        area.text(area.panel().title(), area.box().getCenterX(), area.box().getY() - 8, 0.5, PicturePainter.FONT, ink);
    }
}
