package org.solvable.seminar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;

class TalksTest {

    @Test
    void allFiveRecordsAreWhole() {
        assertThat(Talks.all()).hasSize(5).allSatisfy(t -> {
            assertThat(t.speakers()).isNotEmpty();
            assertThat(t.contributions()).isNotEmpty();
            assertThat(t.references())
                    .isNotEmpty()
                    .allSatisfy(r -> assertThat(r.arxiv()).matches("\\d{4}\\.\\d{5}"));
            assertThat(t.models()).isNotEmpty();
            assertThat(t.notebook()).matches("0[1-5]-[a-z-]+");
            assertThat(Talk.fromJson(t.toJson())).isEqualTo(t);
        });
    }

    /** The instants of the published announcements, whatever zone the JVM runs in. */
    @Test
    void datesAreThoseOfTheAnnouncements() {
        TimeZone before = TimeZone.getDefault();
        Locale locale = Locale.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
            Locale.setDefault(Locale.forLanguageTag("ar"));
            assertThat(start("colloquium-attention")).isEqualTo(Instant.parse("2025-12-01T21:30:00Z"));
            assertThat(start("seminar-icl-dynamics")).isEqualTo(Instant.parse("2025-03-31T20:00:00Z"));
            assertThat(start("seminar-positional-semantic")).isEqualTo(Instant.parse("2024-06-25T11:00:00Z"));
            assertThat(Talks.of("paper-sparse-token").when()).isEmpty();
            assertThat(Talks.of("colloquium-attention").toJson()).contains("2025-12-01T16:30:00-05:00");
        } finally {
            TimeZone.setDefault(before);
            Locale.setDefault(locale);
        }
    }

    private static Instant start(String id) {
        return Talks.of(id).when().orElseThrow().start().toInstant();
    }

    @Test
    void hostileTextSurvivesTheRoundTrip() {
        String nasty = "<script>alert('x')</script> ]]> $\\alpha$ \u202e \u00a0 \"quoted\" \n=cmd()";
        Talk t = new Talk(
                "x",
                nasty,
                nasty,
                List.of(new Person(nasty, nasty)),
                Optional.empty(),
                nasty,
                nasty,
                nasty,
                List.of(new Link(nasty, nasty)),
                List.of(),
                List.of(nasty),
                List.of(new Claim("C1", nasty)),
                List.of(),
                List.of(new Talk.KeyTerm(nasty, 0.1), new Talk.KeyTerm(nasty, 0.1)),
                List.of(),
                "",
                Map.of(nasty, nasty),
                List.of(new Issue(Issue.Severity.NOTE, 1, 2, nasty, nasty)));
        assertThat(Talk.fromJson(t.toJson())).isEqualTo(t);
        assertThat(t.claim("C1").text()).isEqualTo(nasty);
        assertThatThrownBy(() -> t.claim("C9")).hasMessageContaining("C9").hasMessageContaining("C1");
    }

    @Test
    void bibtexEscapesAndNamesEveryPaper() {
        String b = Talks.of("colloquium-attention").bibtex();
        assertThat(b).contains("2405.11751").contains("2509.25153").contains("Yue M. Lu");
        assertThat(Reference.escape("50% & {x}_1")).isEqualTo("50\\% \\& \\{x\\}\\_1");
        assertThat(b.chars().filter(c -> c == '{').count())
                .isEqualTo(b.chars().filter(c -> c == '}').count());
    }

    @Test
    void badRecordsAreRefusedWithAPlace() {
        assertThatThrownBy(() -> Talk.fromJson("{\"title\": }")).hasMessageContaining("line 1, column");
        assertThatThrownBy(() -> Talks.of("nobody")).hasMessageContaining("nobody");
        assertThat(Talks.table(Talks.all()).rowCount()).isEqualTo(5);
    }
}
