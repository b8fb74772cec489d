package org.solvable.seminar;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.solvable.seminar.SourceText.Line;

/** Reads announcements with labels: seminar web pages as text, and the bodies of mails and list archive pages. */
final class AnnouncementReader {

    private static final Pattern URL = Pattern.compile("https?://[^\\s<>\"\\]]{1,2000}");
    private static final Pattern LIST_TAG = Pattern.compile("\\[([^\\]]{1,80})\\]");
    private static final Pattern POSTED = Pattern.compile(
            "^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (\\w{3}) {1,2}(\\d{1,2}) (\\d{2}:\\d{2}:\\d{2}) ([A-Z]{2,5}) (\\d{4})$");
    private static final Pattern NAMED =
            Pattern.compile("^([\\p{L}.'’-]{1,40}(?: [\\p{L}.'’-]{1,40}){1,4}), (.{2,120})$");
    private static final Pattern SERIES = Pattern.compile("^(.{3,100}?) [-\u2013\u2014] (.{3,100})$");

    private AnnouncementReader() {}

    /** A page of a mailing-list archive: subject, poster, masked address, date of posting, then the body. */
    static Talk archivePage(SourceText source, Privacy privacy) {
        TalkDraft draft = new TalkDraft(source.source());
        draft.issues.addAll(source.issues());
        draft.extra("kind", "list archive page");
        List<Line> lines = source.lines();
        Optional<ZoneId> zone = Optional.empty();
        int body = 0;
        for (int i = 0; i < Math.min(12, lines.size()); i++) {
            Matcher m = POSTED.matcher(lines.get(i).clean());
            if (m.matches()) {
                zone = ZoneNames.abbreviated(m.group(4));
                draft.extra("posted", lines.get(i).clean());
                body = i + 1;
                break;
            }
        }
        String subject = lines.stream()
                .map(Line::clean)
                .filter(s -> !s.isEmpty())
                .findFirst()
                .orElse("");
        body(draft, subject, lines.subList(body, lines.size()), zone);
        return draft.talk(privacy);
    }

    /** The body of a mail. */
    static void body(TalkDraft draft, String subject, List<Line> lines, Optional<ZoneId> posting) {
        Matcher tags = LIST_TAG.matcher(subject.substring(0, Math.min(300, subject.length())));
        List<String> lists = new ArrayList<>();
        while (tags.find()) {
            lists.add(tags.group(1));
        }
        draft.extra("list", String.join(", ", lists));
        LabelledText text = new LabelledText(lines);
        fill(draft, text, posting);
        if (draft.title.isEmpty()) {
            draft.title = subject;
        }
        if (draft.speakers.isEmpty()) {
            // The one line "Name, Affiliation" whose name the subject repeats; never the poster or the signature.
            for (Line l : text.head()) {
                String s = l.clean();
                Matcher m = NAMED.matcher(s.substring(0, Math.min(200, s.length())));
                if (m.matches() && subject.contains(m.group(1))) {
                    draft.speakers.add(new Person(
                            LabelledText.withoutHonorific(m.group(1)),
                            m.group(2).strip()));
                    break;
                }
            }
        }
        links(draft, lines);
    }

    /** A seminar's web page as text. */
    static Talk page(SourceText source, Privacy privacy) {
        TalkDraft draft = new TalkDraft(source.source());
        draft.issues.addAll(source.issues());
        draft.extra("kind", "seminar page");
        LabelledText text = new LabelledText(source.lines());
        fill(draft, text, Optional.empty());
        if (draft.when.isEmpty() && !text.has("date")) {
            headDate(draft, text);
        }
        if (draft.speakers.isEmpty()) {
            for (Line l : text.head()) {
                String s = l.clean();
                Matcher series = SERIES.matcher(s.substring(0, Math.min(250, s.length())));
                if (LabelledText.hasHonorific(s) && s.length() < 120) {
                    draft.speakers.addAll(LabelledText.people(s, text.field("affiliation")));
                    break;
                } else if (series.matches() && LabelledText.hasHonorific(series.group(2))) {
                    draft.extra("series", series.group(1));
                    draft.speakers.addAll(LabelledText.people(series.group(2), text.field("affiliation")));
                    break;
                }
            }
        }
        links(draft, source.lines());
        return draft.talk(privacy);
    }

    /** The date of the event is the one with a time; a date alone is that of the posting. */
    private static void headDate(TalkDraft draft, LabelledText text) {
        Line alone = null;
        for (Line l : text.head()) {
            String s = l.clean();
            if (s.length() > 200) {
                continue;
            }
            Optional<DateText.FoundDate> d = DateText.date(s);
            if (d.isPresent()) {
                if (DateText.time(s.replace(d.get().written(), " ")).isPresent()) {
                    LabelledText.when(draft, s, s, l.number(), Optional.empty());
                    if (alone != null) {
                        draft.extra("posted", alone.clean());
                    }
                    return;
                }
                alone = alone == null ? l : alone;
            }
        }
        if (alone != null) {
            LabelledText.when(draft, alone.clean(), "", alone.number(), Optional.empty());
        }
    }

    /** What the labels say, common to mails, pages and calendar descriptions. */
    static void fill(TalkDraft draft, LabelledText text, Optional<ZoneId> posting) {
        draft.title = text.field("title");
        draft.summary = text.field("abstract");
        draft.bio = text.field("bio");
        draft.place = URL.matcher(text.field("place"))
                .replaceAll("")
                .replace("See map", "")
                .replace("<>", "")
                .replaceAll("\\s{1,9},", ",")
                .strip();
        draft.speakers.addAll(LabelledText.people(text.field("speaker"), text.field("affiliation")));
        draft.coauthors.addAll(LabelledText.names(text.field("joint")));
        for (String tag : text.field("keywords").split("[,;]", 100)) {
            if (!tag.isBlank()) {
                draft.tags.add(tag.strip());
            }
        }
        draft.extra("beside", text.field("beside"));
        if (text.has("date")) {
            String date = text.field("date");
            LabelledText.when(draft, date, text.has("time") ? text.field("time") : date, text.line("date"), posting);
        }
    }

    private static void links(TalkDraft draft, List<Line> lines) {
        for (Line l : lines) {
            Matcher m = URL.matcher(l.text());
            while (m.find()) {
                String before = l.text().substring(Math.max(0, m.start() - 40), m.start());
                draft.link(role(before, m.group()), m.group().replaceAll("[.,;)]{1,5}$", ""));
            }
        }
    }

    static String role(String before, String url) {
        String label = before.toLowerCase(java.util.Locale.ROOT);
        String low = url.toLowerCase(java.util.Locale.ROOT);
        if (low.contains("/attachments/")) {
            return "attachment";
        } else if (low.contains("maps.google") || low.contains("google.com/maps") || low.contains("openstreetmap")) {
            return "map";
        } else if (low.matches(".{1,1900}\\.(?:png|jpe?g|gif|svg|webp)(?:[?#].{0,200})?")) {
            return "image";
        } else if (label.contains("webcast")
                || label.contains("video")
                || label.contains("zoom")
                || low.contains("youtube.")
                || low.contains("youtu.be")
                || low.contains("zoom.us")
                || low.contains("panopto")) {
            return "video";
        } else if (low.contains("arxiv.org")
                || low.contains("openreview.net")
                || low.contains("doi.org")
                || label.contains("paper")) {
            return "paper";
        } else if (low.contains("github.com") || low.contains("gitlab.com") || label.contains("code:")) {
            return "code";
        }
        return label.contains("url:") ? "event" : "other";
    }
}
