package org.solvable.show;

import java.util.Map;
import java.util.stream.Collectors;
import org.solvable.seminar.Person;
import org.solvable.seminar.Talk;

/** A talk as a card. */
final class TalkView {

    private TalkView() {}

    static Map<String, Object> bundle(Talk t) {
        String who = t.speakers().stream()
                .map(TalkView::person)
                .collect(Collectors.joining(
                        t.speakers().stream().allMatch(p -> p.affiliation().isEmpty()) ? ", " : "; "));
        String when = t.when()
                .map(w -> w.start().toLocalDate() + " " + w.start().toLocalTime() + " (" + w.zone() + ")")
                .orElse("");
        StringBuilder html = new StringBuilder("<div style=\"border-left:4px solid #0072B2;padding-left:1em\"><h3>")
                .append(Text.html(t.title()))
                .append("</h3><p><b>")
                .append(Text.html(who))
                .append("</b>");
        line(html, when);
        line(html, t.place());
        html.append("</p>");
        if (!t.summary().isEmpty()) {
            html.append("<p>").append(Text.html(t.summary())).append("</p>");
        }
        html.append("<ul>");
        StringBuilder text = new StringBuilder(t.title()).append('\n').append(who);
        text.append(when.isEmpty() ? "" : "\n" + when).append(t.place().isEmpty() ? "" : "\n" + t.place());
        text.append(t.summary().isEmpty() ? "" : "\n" + t.summary());
        t.contributions().forEach(c -> {
            html.append("<li><b>")
                    .append(Text.html(c.id()))
                    .append("</b> ")
                    .append(Text.html(c.text()))
                    .append("</li>");
            text.append("\n  ").append(c.id()).append("  ").append(c.text());
        });
        return Renderers.bundle(html.append("</ul></div>").toString(), text.toString());
    }

    private static void line(StringBuilder html, String text) {
        if (!text.isEmpty()) {
            html.append("<br>").append(Text.html(text));
        }
    }

    private static String person(Person p) {
        return p.affiliation().isEmpty() ? p.name() : p.name() + ", " + p.affiliation();
    }
}
