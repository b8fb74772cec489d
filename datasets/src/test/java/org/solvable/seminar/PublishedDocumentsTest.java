package org.solvable.seminar;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * The five published documents, field by field, where they lie beside the checkout. Their prose is not ours to copy, so long
 * texts are compared by length and digest; the expectations were written from the documents.
 */
class PublishedDocumentsTest {

    private static Path folder() {
        Optional<Path> found = Stream.of("../../shared/talks", "../../../shared/talks", "../shared/talks")
                .map(Path::of)
                .filter(Files::isDirectory)
                .findFirst();
        Assumptions.assumeTrue(found.isPresent(), "SKIPPED: there is no ../shared/talks beside this checkout");
        return found.orElseThrow();
    }

    private static Talk read(String file) {
        List<Talk> talks = Talks.read(folder().resolve(file));
        assertThat(talks).hasSize(1);
        return talks.getFirst();
    }

    /** Length and the first eight hexadecimal digits of SHA-256. */
    private static String digest(String text) {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return text.length() + ":" + HexFormat.of().formatHex(sum).substring(0, 8);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static When when(String start, String end, String zone, boolean assumed) {
        return new When(
                OffsetDateTime.parse(start),
                end.isEmpty() ? Optional.empty() : Optional.of(OffsetDateTime.parse(end)),
                zone,
                assumed);
    }

    @Test
    void calendarExport() {
        Talk t = read("colloquium.ics");
        assertThat(t.source()).isEqualTo("colloquium.ics");
        assertThat(t.title())
                .isEqualTo("Asymptotic Theory of Attention: In-Context Learning and Sparse Token Detection");
        assertThat(t.speakers()).containsExactly(new Person("Yue M. Lu", "Harvard University"));
        assertThat(t.when())
                .contains(when("2025-12-01T16:30-05:00", "2025-12-01T17:30-05:00", "America/New_York", false));
        assertThat(t.place()).isEqualTo("CMSA Room G10, CMSA, 20 Garden Street, Cambridge, MA, 02138, United States");
        assertThat(digest(t.summary())).isEqualTo("1602:50430468");
        assertThat(t.bio()).isEmpty();
        assertThat(t.links())
                .containsExactly(
                        new Link("event", "https://cmsa.fas.harvard.edu/event/colloquium-12125/"),
                        new Link("image", "https://cmsa.fas.harvard.edu/media/CMSA-Colloquium-12.1.2025-scaled.png"));
        assertThat(t.tags()).containsExactly("Colloquium");
        assertNothingElse(t);
        assertThat(t.extras())
                .containsEntry("calendar", "CMSA")
                .containsEntry("uid", "10003807-1764606600-1764610200@cmsa.fas.harvard.edu")
                .containsEntry("last modified", "20251201T144411Z")
                .containsEntry("kind", "calendar")
                .hasSize(4);
        assertThat(t.issues()).singleElement().satisfies(i -> {
            assertThat(i.severity()).isEqualTo(Issue.Severity.NOTE);
            assertThat(i.line()).isEqualTo(54);
            assertThat(i.message()).contains("DTSTAMP");
        });
        assertThat(t.coauthors()).isEmpty();
    }

    @Test
    void listArchivePage() {
        Talk t = read("seminar-announcement.mail.txt");
        assertThat(t.title())
                .isEqualTo(
                        "Unveiling In-Context Learning: Provable Training Dynamics and Feature Learning in Transformers");
        assertThat(t.speakers()).containsExactly(new Person("Zhuoran Yang", "Yale University"));
        assertThat(t.when())
                .contains(when("2025-03-31T16:00-04:00", "2025-03-31T17:00-04:00", "America/New_York", true));
        assertThat(t.place()).isEqualTo("Kline Tower, 13th Floor, Rm. 1327, 219 Prospect Street, New Haven, CT 06511");
        assertThat(digest(t.summary())).isEqualTo("891:06259425");
        assertThat(t.bio()).isEmpty();
        assertThat(t.coauthors())
                .extracting(Person::name)
                .containsExactly("Siyu Chen", "Jianliang He", "Xintian Pan", "Heejune Sheen", "Tianhao Wang");
        assertThat(t.links())
                .contains(
                        new Link(
                                "video",
                                "https://yale.hosted.panopto.com/Panopto/Pages/Viewer.aspx?id=23d16765-e107-4f8d-992a-b233012bcdb3"),
                        new Link(
                                "map",
                                "http://maps.google.com/?q=219+Prospect+Street%2C+New+Haven%2C+CT%2C+06511%2C+us"),
                        new Link("other", "https://statistics.yale.edu/calendar"))
                .extracting(Link::role)
                .containsOnly("video", "map", "image", "attachment", "other");
        assertThat(t.tags()).isEmpty();
        assertNothingElse(t);
        assertThat(t.extras())
                .containsEntry("list", "Sds-seminars, Sds-announce")
                .containsKey("beside");
        assertThat(t.toJson()).doesNotContain("lizavette").doesNotContain("Torres");
        assertThat(t.issues())
                .singleElement()
                .satisfies(i -> assertThat(i.assumed()).isEqualTo("America/New_York"));
    }

    @Test
    void seminarPage() {
        Talk t = read("seminar-page.txt");
        assertThat(t.title())
                .isEqualTo(
                        "A Phase Transition between Positional and Semantic Learning in a Solvable Model of Dot-Product Attention");
        assertThat(t.speakers())
                .containsExactly(
                        new Person("Lenka Zdeborov\u00e1", "\u00c9cole Polytechnique F\u00e9d\u00e9rale de Lausanne"));
        assertThat(t.when()).contains(when("2024-06-25T15:00+04:00", "", "Asia/Dubai", true));
        assertThat(t.place()).isEmpty();
        assertThat(digest(t.summary())).isEqualTo("1347:3b1e66c1");
        assertThat(digest(t.bio())).isEqualTo("1265:0d5a68e2");
        assertThat(t.links()).isEmpty();
        assertThat(t.tags()).isEmpty();
        assertThat(t.coauthors()).isEmpty();
        assertNothingElse(t);
        assertThat(t.extras()).containsEntry("series", "AI Seminar Series").containsEntry("posted", "Jun 25, 2024");
        assertThat(t.issues()).singleElement().satisfies(i -> {
            assertThat(i.line()).isEqualTo(9);
            assertThat(i.message()).contains("GST");
        });
    }

    @Test
    void paperOverview() {
        Talk t = read("paper-overview.txt");
        assertThat(t.title())
                .isEqualTo("High-Dimensional Analysis of Single-Layer Attention for Sparse-Token Classification");
        assertThat(t.speakers()).isEmpty();
        assertThat(t.when()).isEmpty();
        assertThat(t.summary()).isEmpty();
        assertThat(t.contributions())
                .extracting(c -> c.id() + " " + digest(c.text()))
                .containsExactly("C1 296:4a5f0010", "C2 350:0a6f758b", "C3 318:471ba642");
        assertThat(t.extras())
                .containsEntry(
                        "heading of C2", "Exact asymptotic characterization of test error after two gradient updates")
                .containsKeys("heading of C1", "heading of C3");
        assertThat(t.references()).extracting(Reference::number).containsExactly(51, 57, 58, 59, 60, 61, 62, 63);
        assertThat(t.references())
                .extracting(Reference::title)
                .startsWith("Radial Attention: Sparse Attention with Energy Decay for Long Video Generation")
                .endsWith("Leveraging task variability in meta-learning")
                .noneMatch(s -> s.contains("PDF"));
        assertThat(t.keyTerms()).isEmpty();
        assertThat(t.links()).isEmpty();
        assertThat(t.issues()).isEmpty();
    }

    @Test
    void paperSummary() {
        Talk t = read("paper-summary.txt");
        assertThat(t.title()).isEqualTo("Asymptotic theory of in-context learning by linear attention");
        assertThat(t.speakers()).isEmpty();
        assertThat(t.when()).isEmpty();
        assertThat(digest(t.summary())).isEqualTo("1397:a16406a2");
        assertThat(digest(t.extras().get("quick summary"))).isEqualTo("395:3c34e697");
        assertThat(t.extras()).containsEntry("archive", "ArXiv").hasSize(3);
        assertThat(t.keyTerms())
                .containsExactly(
                        new Talk.KeyTerm("diversity", 0.289),
                        new Talk.KeyTerm("pretraining", 0.288),
                        new Talk.KeyTerm("diversity", 0.263),
                        new Talk.KeyTerm("token", 0.212),
                        new Talk.KeyTerm("transformers", 0.195),
                        new Talk.KeyTerm("context", 0.194),
                        new Talk.KeyTerm("task", 0.193),
                        new Talk.KeyTerm("regime", 0.182));
        assertThat(t.links()).isEmpty();
        assertThat(t.references()).isEmpty();
        assertThat(t.contributions()).isEmpty();
        assertThat(t.issues()).isEmpty();
    }

    private static void assertNothingElse(Talk t) {
        assertThat(t.contributions()).isEmpty();
        assertThat(t.references()).isEmpty();
        assertThat(t.keyTerms()).isEmpty();
    }

    @Test
    void allRoundTripsAreEqualWhateverTheZoneAndLocale() {
        List<Talk> here = Talks.readFolder(folder());
        TimeZone zone = TimeZone.getDefault();
        Locale locale = Locale.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
            Locale.setDefault(Locale.forLanguageTag("tr"));
            List<Talk> there = Talks.readFolder(folder());
            assertThat(there).hasSize(5).isEqualTo(here);
            assertThat(Talks.read(Talks.calendar(there))).isEqualTo(here);
            assertThat(here)
                    .allSatisfy(t -> assertThat(Talk.fromJson(t.toJson())).isEqualTo(t));
        } finally {
            TimeZone.setDefault(zone);
            Locale.setDefault(locale);
        }
    }
}
