package org.solvable.show;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.util.stream.IntStream;

/**
 * A picture with at most 256 colours, which is a third of the bytes and of the time to compress.
 *
 * <p>Curves, text and their soft edges are mixtures of a few inks with the page, so that 256 colours show them as they are;
 * in a field neighbouring shades may become one.
 */
final class Indexed {

    private static final int COLORS = 256;

    /** Bits of a channel that tell colours apart. */
    private static final int BITS = 6;

    private static final int BINS = 1 << (3 * BITS);

    private Indexed() {}

    /** The picture in the colours that cover most of it; the rest gets the nearest of them. */
    static BufferedImage of(BufferedImage image) {
        byte[] bgr = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        int[] count = new int[BINS];
        // The colour that a majority of the bin has, if one has: page and inks stay exactly what they are.
        int[] common = new int[BINS];
        int[] lead = new int[BINS];
        for (int i = 0; i < bgr.length; i += 3) {
            int bin = bin(bgr, i);
            int rgb = (bgr[i + 2] & 0xFF) << 16 | (bgr[i + 1] & 0xFF) << 8 | bgr[i] & 0xFF;
            if (count[bin] == 0) {
                common[bin] = rgb;
            } else if (rgb != common[bin] && --lead[bin] < 0) {
                common[bin] = rgb;
                lead[bin] = 0;
            }
            lead[bin] += rgb == common[bin] ? 1 : 0;
            count[bin]++;
        }
        int[] used = IntStream.range(0, BINS)
                .filter(k -> count[k] > 0)
                .boxed()
                .sorted((a, b) -> count[a] == count[b] ? Integer.compare(a, b) : Integer.compare(count[b], count[a]))
                .mapToInt(k -> k)
                .toArray();
        int n = Math.min(COLORS, used.length);
        int[] palette = new int[n];
        byte[] place = new byte[BINS];
        for (int k = 0; k < used.length; k++) {
            if (k < n) {
                palette[k] = common[used[k]];
            }
            place[used[k]] = (byte) (k < n ? k : nearest(palette, common[used[k]]));
        }
        IndexColorModel model = new IndexColorModel(8, n, palette, 0, false, -1, DataBuffer.TYPE_BYTE);
        BufferedImage indexed =
                new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, model);
        byte[] out = ((DataBufferByte) indexed.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < out.length; i++) {
            out[i] = place[bin(bgr, 3 * i)];
        }
        return indexed;
    }

    private static int nearest(int[] palette, int rgb) {
        int best = 0;
        int least = Integer.MAX_VALUE;
        for (int k = 0; k < palette.length; k++) {
            int r = (palette[k] >> 16) - (rgb >> 16);
            int g = (palette[k] >> 8 & 0xFF) - (rgb >> 8 & 0xFF);
            int b = (palette[k] & 0xFF) - (rgb & 0xFF);
            int d = r * r + g * g + b * b;
            if (d < least) {
                least = d;
                best = k;
            }
        }
        return best;
    }

    private static int bin(byte[] bgr, int i) {
        int drop = 8 - BITS;
        return (bgr[i + 2] & 0xFF) >> drop << 2 * BITS | (bgr[i + 1] & 0xFF) >> drop << BITS | (bgr[i] & 0xFF) >> drop;
    }
}
