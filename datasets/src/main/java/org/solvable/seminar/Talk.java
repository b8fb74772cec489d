package org.solvable.seminar;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One seminar talk or paper, as far as its source tells; what the source does not say is empty, never invented.
 *
 * @param id our short name
 * @param source where the record comes from
 * @param title title
 * @param speakers people who speak; for a paper, its authors
 * @param when date and time, if there is an event
 * @param place room and address, empty if unknown
 * @param summary abstract, or a description in our own words (JSON name {@code abstract})
 * @param bio speaker's biography, empty if unknown
 * @param links links with their roles
 * @param coauthors people named as joint authors
 * @param tags subjects
 * @param contributions claimed contributions; in our own records the claims that the notebook checks
 * @param references papers, in order
 * @param keyTerms terms with weights, in the order of the source, repetitions kept
 * @param models ids of the solvable models that make this talk runnable
 * @param notebook file name of the notebook without extension, empty if there is none
 * @param extras anything else, by name
 * @param issues what the reader of the source found wrong or had to assume; empty in our own records
 */
public record Talk(
        String id,
        String source,
        String title,
        List<Person> speakers,
        Optional<When> when,
        String place,
        @JsonProperty("abstract") String summary,
        String bio,
        List<Link> links,
        List<Person> coauthors,
        List<String> tags,
        List<Claim> contributions,
        List<Reference> references,
        List<KeyTerm> keyTerms,
        List<String> models,
        String notebook,
        Map<String, String> extras,
        List<Issue> issues) {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .build();

    /**
     * A term with its weight.
     *
     * @param term the term
     * @param weight weight given by the source
     */
    public record KeyTerm(String term, double weight) {}

    public Talk {
        // A record without a title must say why.
        if (title.isBlank() && issues.stream().noneMatch(i -> i.severity() == Issue.Severity.ERROR)) {
            throw new IllegalArgumentException("title = \"" + title + "\": must not be blank");
        }
        speakers = List.copyOf(speakers);
        links = List.copyOf(links);
        coauthors = List.copyOf(coauthors);
        tags = List.copyOf(tags);
        contributions = List.copyOf(contributions);
        references = List.copyOf(references);
        keyTerms = List.copyOf(keyTerms);
        models = List.copyOf(models);
        issues = List.copyOf(issues);
        extras = java.util.Collections.unmodifiableMap(new TreeMap<>(extras));
    }

    /** One line of JSON. */
    public String toJson() {
        try {
            return MAPPER.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a talk could not be written as JSON", e);
        }
    }

    /**
     * Reads what {@link #toJson} writes.
     *
     * @throws IllegalArgumentException with line and column if the text is no such record
     */
    public static Talk fromJson(String json) {
        try {
            return MAPPER.readValue(json, Talk.class);
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw new IllegalArgumentException(
                    "not a talk record"
                            + (at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr()) + ": "
                            + e.getOriginalMessage(),
                    e);
        }
    }

    /** The claim of this id. */
    public Claim claim(String claimId) {
        return contributions.stream()
                .filter(c -> c.id().equals(claimId))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("claim = \"" + claimId + "\": must be one of "
                        + contributions.stream().map(Claim::id).toList()));
    }

    /** BibTeX of all references, and of the talk itself where it is an event. */
    public String bibtex() {
        StringBuilder b = new StringBuilder();
        when.ifPresent(w -> {
            b.append("@misc{talk-").append(id).append(",\n");
            b.append("  author = {")
                    .append(String.join(
                            " and ", speakers.stream().map(Person::name).toList()))
                    .append("},\n  title = {{")
                    .append(Reference.escape(title))
                    .append("}},\n  year = {")
                    .append(w.start().getYear())
                    .append("},\n  note = {Talk, ")
                    .append(w.start().toLocalDate())
                    .append(place.isEmpty() ? "" : ", " + Reference.escape(place))
                    .append("},\n}\n\n");
        });
        references.forEach(r -> b.append(r.bibtex()).append("\n\n"));
        return b.toString().strip() + "\n";
    }
}
