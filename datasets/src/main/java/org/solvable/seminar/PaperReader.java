package org.solvable.seminar;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.solvable.seminar.SourceText.Line;

/** Reads pages about papers: an overview with claimed contributions and numbered papers, or a summary with key terms. */
final class PaperReader {

    private static final Pattern NUMBERED = Pattern.compile("^\\[(\\d{1,6})\\] (.{1,1000}?)(?: PDF)?$");
    private static final Pattern TERM = Pattern.compile("^(\\S.{0,200}?) \\((\\d{1,4}(?:\\.\\d{1,12})?)\\)$");

    private PaperReader() {}

    static Talk overview(SourceText source, Privacy privacy) {
        TalkDraft draft = draft(source, "paper overview");
        String section = "";
        String before = "";
        java.util.Map<String, String> ids = new java.util.LinkedHashMap<>();
        for (Line line : source.lines()) {
            String text = line.clean();
            if (text.isEmpty()) {
                continue;
            }
            String low = text.length() > 80 ? "" : text.toLowerCase(Locale.ROOT);
            Matcher numbered = NUMBERED.matcher(text.length() > 1100 ? "" : text);
            if (low.equals("claimed contributions")
                    || low.equals("contribution analysis")
                    || low.equals("core task comparisons")) {
                section = low;
            } else if (numbered.matches()) {
                reference(draft, numbered, line);
            } else if (section.equals("claimed contributions") && text.length() > 80) {
                contribution(draft, ids, text);
            } else if (section.equals("contribution analysis")) {
                // The analysis repeats each contribution under a heading of its own.
                String id = ids.get(text);
                if (id == null && text.length() > 150) {
                    id = contribution(draft, ids, text);
                }
                if (id != null && !before.isEmpty() && !ids.containsKey(before)) {
                    draft.extra("heading of " + id, before);
                }
            }
            before = numbered.matches() ? "" : text;
        }
        return draft.talk(privacy);
    }

    private static String contribution(TalkDraft draft, java.util.Map<String, String> ids, String text) {
        return ids.computeIfAbsent(text, t -> {
            String id = "C" + (ids.size() + 1);
            draft.contributions.add(new Claim(id, t));
            return id;
        });
    }

    private static void reference(TalkDraft draft, Matcher m, Line line) {
        int number = Integer.parseInt(m.group(1));
        String title = m.group(2).strip();
        Reference r = new Reference("ref" + number, List.of(), title, 0, "", "", number);
        if (draft.references.size() < 10_000 && draft.references.contains(r)) {
            return;
        }
        draft.references.add(r);
        if (title.isEmpty()) {
            draft.issue(Issue.Severity.WARNING, line.number(), 1, "paper [" + number + "] has no title", "");
        }
    }

    static Talk summary(SourceText source, Privacy privacy) {
        TalkDraft draft = draft(source, "paper summary");
        String section = "";
        StringBuilder summary = new StringBuilder();
        StringBuilder quick = new StringBuilder();
        for (Line line : source.lines()) {
            String text = line.clean();
            String low = text.length() > 80 ? "" : text.toLowerCase(Locale.ROOT);
            if (low.startsWith("source:")) {
                draft.extra("archive", text.substring(7).strip());
            } else if (low.startsWith("share:") || low.startsWith("comments (")) {
                section = "";
            } else if (List.of(
                            "ai quick summary",
                            "summary",
                            "key terms",
                            "ai key findings",
                            "paper details",
                            "citation network")
                    .contains(low)) {
                section = low;
            } else if (section.equals("summary") && !text.isEmpty()) {
                summary.append(summary.isEmpty() ? "" : "\n").append(text);
            } else if (section.equals("ai quick summary") && !text.isEmpty()) {
                quick.append(quick.isEmpty() ? "" : "\n").append(text);
            } else if (section.equals("key terms") && !text.isEmpty()) {
                Matcher m = TERM.matcher(text.length() > 250 ? "" : text);
                if (m.matches()) {
                    draft.keyTerms.add(new Talk.KeyTerm(m.group(1), Double.parseDouble(m.group(2))));
                } else {
                    draft.issue(
                            Issue.Severity.WARNING,
                            line.number(),
                            1,
                            "no term with a weight: \"" + LabelledText.shorten(text) + "\"",
                            "");
                }
            }
        }
        draft.summary = summary.toString();
        draft.extra("quick summary", quick.toString());
        return draft.talk(privacy);
    }

    private static TalkDraft draft(SourceText source, String kind) {
        TalkDraft draft = new TalkDraft(source.source());
        draft.issues.addAll(source.issues());
        draft.extra("kind", kind);
        draft.title = source.lines().stream()
                .map(Line::clean)
                .filter(s -> !s.isEmpty())
                .findFirst()
                .orElse("");
        for (Line l : source.lines()) {
            Matcher m = Pattern.compile("https?://[^\\s<>\"]{1,2000}").matcher(l.text());
            while (m.find()) {
                draft.link(AnnouncementReader.role("", m.group()), m.group());
            }
        }
        return draft;
    }
}
