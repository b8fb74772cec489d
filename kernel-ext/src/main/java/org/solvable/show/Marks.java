package org.solvable.show;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;

/** Plotly's marker symbols and dashes, drawn with Java2D. */
final class Marks {

    private static final double RADIUS = 3.9;

    private Marks() {}

    /** A marker at (x, y); over a field with a white edge. */
    static void draw(Graphics2D g, double x, double y, int color, boolean overField) {
        String symbol = Palette.symbol(color);
        Color ink = Palette.color(color, overField);
        boolean open = symbol.equals("x") || symbol.equals("cross");
        Shape shape = AffineTransform.getTranslateInstance(x, y).createTransformedShape(shape(symbol));
        if (overField) {
            g.setColor(Color.WHITE);
            g.setStroke(new BasicStroke(open ? 4.2f : 2.4f));
            g.draw(shape);
        }
        g.setColor(ink);
        if (open) {
            g.setStroke(new BasicStroke(2.1f));
            g.draw(shape);
        } else {
            g.fill(shape);
        }
    }

    /**
     * Many markers in one path, which is a fraction of the size in a drawing and of the time in a picture. Each is a stroke
     * without length whose round or square ends are the marker.
     */
    static void drawDense(Graphics2D g, Path2D dots, int color, boolean overField) {
        int cap = Palette.symbol(color).equals("square") ? BasicStroke.CAP_SQUARE : BasicStroke.CAP_ROUND;
        float size = (float) (2 * RADIUS);
        if (overField) {
            g.setColor(Color.WHITE);
            g.setStroke(new BasicStroke(size + 2.4f, cap, BasicStroke.JOIN_ROUND));
            g.draw(dots);
        }
        g.setColor(Palette.color(color, overField));
        g.setStroke(new BasicStroke(size, cap, BasicStroke.JOIN_ROUND));
        g.draw(dots);
    }

    /** A marker as pixels, to be copied many times; its centre is the centre of the image. */
    static BufferedImage stamp(double resolution, int color, boolean overField) {
        int half = (int) Math.ceil((1.5 * RADIUS + 2) * resolution);
        BufferedImage stamp = new BufferedImage(2 * half, 2 * half, BufferedImage.TYPE_INT_ARGB);
        Graphics2D g = StaticPicture.prepared(stamp.createGraphics());
        g.scale(resolution, resolution);
        draw(g, half / resolution, half / resolution, color, overField);
        g.dispose();
        return stamp;
    }

    private static Shape shape(String symbol) {
        double r = RADIUS;
        return switch (symbol) {
            case "square" -> new Rectangle2D.Double(-0.92 * r, -0.92 * r, 1.84 * r, 1.84 * r);
            case "diamond" -> polygon(List.of(0, -1.3 * r, 1.3 * r, 0.0, 0.0, 1.3 * r, -1.3 * r, 0.0));
            case "triangle-up" -> polygon(List.of(0, -1.25 * r, 1.2 * r, 0.85 * r, -1.2 * r, 0.85 * r));
            case "triangle-down" -> polygon(List.of(0, 1.25 * r, 1.2 * r, -0.85 * r, -1.2 * r, -0.85 * r));
            case "x" -> cross(-0.85 * r, -0.85 * r, 0.85 * r, 0.85 * r);
            case "cross" -> cross(-1.1 * r, 0, 0, -1.1 * r);
            default -> new Ellipse2D.Double(-r, -r, 2 * r, 2 * r);
        };
    }

    private static Path2D polygon(List<Number> xy) {
        Path2D p = new Path2D.Double();
        for (int i = 0; i < xy.size(); i += 2) {
            double x = xy.get(i).doubleValue();
            double y = xy.get(i + 1).doubleValue();
            if (i == 0) {
                p.moveTo(x, y);
            } else {
                p.lineTo(x, y);
            }
        }
        p.closePath();
        return p;
    }

    /** Two strokes through the origin: along (a, b) and along (c, d) or its mirror image. */
    private static Path2D cross(double a, double b, double c, double d) {
        Path2D p = new Path2D.Double();
        p.moveTo(a, b);
        p.lineTo(-a, -b);
        boolean diagonal = b != 0;
        p.moveTo(diagonal ? -c : c, d);
        p.lineTo(diagonal ? c : -c, -d);
        return p;
    }

    static BasicStroke stroke(Layer.Dash dash, double width) {
        float[] pattern = switch (dash) {
            case SOLID -> null;
            case DASH -> new float[] {8, 5};
            case DOT -> new float[] {2, 3.5f};
            case LONG_DASH -> new float[] {14, 5};
            case DASH_DOT -> new float[] {9, 4, 2, 4};
        };
        return new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 4, pattern, 0);
    }
}
