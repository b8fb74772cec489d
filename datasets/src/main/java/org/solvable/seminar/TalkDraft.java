package org.solvable.seminar;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A record while a reader fills it. */
final class TalkDraft {

    String source = "";
    String title = "";
    final List<Person> speakers = new ArrayList<>();
    Optional<When> when = Optional.empty();
    String place = "";
    String summary = "";
    String bio = "";
    final Set<Link> links = new LinkedHashSet<>();
    final List<Person> coauthors = new ArrayList<>();
    final Set<String> tags = new LinkedHashSet<>();
    final List<Claim> contributions = new ArrayList<>();
    final List<Reference> references = new ArrayList<>();
    final List<Talk.KeyTerm> keyTerms = new ArrayList<>();
    final Map<String, String> extras = new TreeMap<>();
    final List<Issue> issues = new ArrayList<>();

    TalkDraft(String source) {
        this.source = source;
    }

    void issue(Issue.Severity severity, int line, int column, String message, String assumed) {
        issues.add(new Issue(severity, line, column, message, assumed));
    }

    /** Mailto and tel links say how to reach a person, not where to read more. */
    void link(String role, String url) {
        String low = url.toLowerCase(Locale.ROOT);
        if (low.startsWith("http://") || low.startsWith("https://")) {
            links.add(new Link(role, url));
        }
    }

    void extra(String name, String value) {
        if (!value.isEmpty()) {
            extras.put(name, value);
        }
    }

    Talk talk(Privacy privacy) {
        if (title.isBlank() && issues.stream().noneMatch(i -> i.severity() == Issue.Severity.ERROR)) {
            issue(Issue.Severity.ERROR, 0, 0, "there is no title", "");
        }
        Map<String, String> kept = new TreeMap<>();
        // A calendar's unique id has the shape of an address but is nobody's.
        extras.forEach((name, value) -> kept.put(name, name.equals("uid") ? value : privacy.apply(value)));
        return new Talk(
                slug(title),
                source,
                privacy.apply(title),
                speakers.stream()
                        .map(p -> new Person(privacy.apply(p.name()), privacy.apply(p.affiliation())))
                        .toList(),
                when,
                privacy.apply(place),
                privacy.apply(summary),
                privacy.apply(bio),
                List.copyOf(links),
                coauthors,
                List.copyOf(tags),
                contributions.stream()
                        .map(c -> new Claim(c.id(), privacy.apply(c.text())))
                        .toList(),
                references,
                keyTerms,
                List.of(),
                "",
                kept,
                issues);
    }

    /** A short name made of the first words of the title. */
    static String slug(String title) {
        String head = title.substring(0, Math.min(200, title.length())).toLowerCase(Locale.ROOT);
        StringBuilder b = new StringBuilder();
        int words = 0;
        boolean gap = false;
        for (int i = 0; i < head.length() && words < 6; i++) {
            char c = head.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                if (gap && !b.isEmpty()) {
                    if (++words == 6) {
                        break;
                    }
                    b.append('-');
                }
                gap = false;
                b.append(c);
            } else {
                gap = true;
            }
        }
        return b.toString();
    }
}
