package org.solvable.random;

/** Draws without replacement. */
public final class Hypergeometric {

    private Hypergeometric() {}

    /**
     * The number of marked balls among {@code draws} taken without replacement from an urn; exact, by emptying the urn ball
     * by ball, so it takes at most min(draws, population - draws) random numbers.
     *
     * @param population balls in the urn, at least 0
     * @param marked marked balls, in [0, population]
     * @param draws balls taken, in [0, population]
     */
    public static int sample(RandomStream stream, int population, int marked, int draws) {
        require("population", population, 0, Integer.MAX_VALUE);
        require("marked", marked, 0, population);
        require("draws", draws, 0, population);
        // What is left behind has the same law as what is taken: take the smaller part.
        boolean swap = draws > population - draws;
        int take = swap ? population - draws : draws;
        int left = population;
        int markedLeft = marked;
        for (int i = 0; i < take && markedLeft > 0; i++) {
            if (stream.nextInt(left) < markedLeft) {
                markedLeft--;
            }
            left--;
        }
        int taken = marked - markedLeft;
        return swap ? marked - taken : taken;
    }

    private static void require(String name, int value, int least, int greatest) {
        if (value < least || value > greatest) {
            throw new IllegalArgumentException(name + " = " + value + ": must be in [" + least + ", " + greatest + "]");
        }
    }
}
