package org.solvable.seminar;

import java.util.regex.Pattern;

/** Whether e-mail addresses and telephone numbers of people stay in the texts of a record. */
public enum Privacy {
    /** They are replaced; the default. */
    MASK,
    /** They stay as the document has them. */
    KEEP;

    // Possessive and bounded, so that no input makes the search slow. "at" and "dot" are how list archives mask
    // addresses.
    private static final Pattern ADDRESS = Pattern.compile(
            "(?<![\\w.+-])[\\w.+-]{1,64}(?:@| at | \\[at\\] | \\(at\\) )(?:[\\w-]{1,63}(?:\\.| dot )){1,6}[a-zA-Z]{2,24}\\b");
    private static final Pattern PHONE = Pattern.compile("(?<![\\w./-])(?:\\+\\d[\\d ()./-]{6,20}\\d"
            + "|\\(\\d{3}\\) ?\\d{3}[-. ]\\d{4}|\\d{3}[-.]\\d{3}[-.]\\d{4})(?![\\w/-])");

    /** Returns the text with what this setting forbids replaced. */
    String apply(String text) {
        if (this == KEEP) {
            return text;
        }
        String masked = text;
        if (text.indexOf('@') >= 0 || text.contains(" at ") || text.contains("at] ") || text.contains("at) ")) {
            masked = ADDRESS.matcher(masked).replaceAll("[e-mail]");
        }
        return PHONE.matcher(masked).replaceAll("[phone]");
    }
}
