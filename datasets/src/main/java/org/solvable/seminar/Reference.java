package org.solvable.seminar;

import java.util.List;

/**
 * A paper that a talk rests on.
 *
 * @param key BibTeX key
 * @param authors in order, "Given Family"
 * @param title title
 * @param year year, 0 if unknown
 * @param venue journal or conference with volume, empty for a preprint
 * @param arxiv arXiv id, empty if there is none
 * @param number number in the source's list, 0 if the source does not number its references
 */
public record Reference(
        String key, List<String> authors, String title, int year, String venue, String arxiv, int number) {

    public Reference {
        authors = List.copyOf(authors);
    }

    /** A BibTeX entry. */
    public String bibtex() {
        StringBuilder b = new StringBuilder();
        b.append(venue.isEmpty() ? "@misc{" : "@article{").append(key).append(",\n");
        if (!authors.isEmpty()) {
            line(b, "author", String.join(" and ", authors));
        }
        line(b, "title", "{" + escape(title) + "}");
        if (year != 0) {
            line(b, "year", Integer.toString(year));
        }
        if (!venue.isEmpty()) {
            line(b, "journal", escape(venue));
        }
        if (!arxiv.isEmpty()) {
            line(b, "eprint", arxiv);
            line(b, "archiveprefix", "arXiv");
        }
        return b.append("}").toString();
    }

    private static void line(StringBuilder b, String field, String value) {
        b.append("  ").append(field).append(" = {").append(value).append("},\n");
    }

    /** The characters that BibTeX and LaTeX would take as commands. */
    static String escape(String text) {
        return text.replace("\\", "\\textbackslash{}").replaceAll("([&%$#_{}])", "\\\\$1");
    }
}
