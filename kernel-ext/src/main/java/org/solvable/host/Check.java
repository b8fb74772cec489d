package org.solvable.host;

/**
 * One thing that Solvable looked for on this machine.
 *
 * @param name what was looked for
 * @param verdict how much its state matters
 * @param found what was found, in a few words
 * @param fix what to do about it; empty when nothing is to be done
 */
public record Check(String name, Verdict verdict, String found, String fix) {

    /** How much the state of a thing matters. */
    public enum Verdict {
        /** It is there. */
        OK,
        /** It is not there; things work without it, only slower or with less. */
        OPTIONAL,
        /** It is not there, and the notebooks do not run without it. */
        MISSING
    }

    /** A thing that is there. */
    public static Check ok(String name, String found) {
        return new Check(name, Verdict.OK, found, "");
    }

    /** A thing that is absent and can be done without. */
    public static Check optional(String name, String found, String fix) {
        return new Check(name, Verdict.OPTIONAL, found, fix);
    }

    /** A thing that is absent and needed. */
    public static Check missing(String name, String found, String fix) {
        return new Check(name, Verdict.MISSING, found, fix);
    }
}
