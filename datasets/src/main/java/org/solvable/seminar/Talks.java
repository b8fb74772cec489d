package org.solvable.seminar;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** The talks that this project makes runnable; records of our own, with facts only. */
public final class Talks {

    private static final List<String> IDS = List.of(
            "colloquium-attention",
            "paper-linear-attention",
            "paper-sparse-token",
            "seminar-icl-dynamics",
            "seminar-positional-semantic");

    private Talks() {}

    /** All five, in the order of the notebooks. */
    public static List<Talk> all() {
        return IDS.stream().map(Talks::of).toList();
    }

    /**
     * The talk of this id.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Talk of(String id) {
        if (!IDS.contains(id)) {
            throw new IllegalArgumentException("talk = \"" + id + "\": must be one of " + IDS);
        }
        try (InputStream in =
                Objects.requireNonNull(Talks.class.getResourceAsStream(id + ".json"), "record of " + id)) {
            return Talk.fromJson(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A programme: one row a talk. */
    public static Table table(List<Talk> talks) {
        StringColumn date = StringColumn.create("date");
        StringColumn speaker = StringColumn.create("speakers");
        StringColumn title = StringColumn.create("title");
        StringColumn notebook = StringColumn.create("notebook");
        for (Talk t : talks) {
            date.append(t.when().map(w -> w.start().toLocalDate().toString()).orElse(""));
            speaker.append(
                    String.join(", ", t.speakers().stream().map(Person::name).toList()));
            title.append(t.title());
            notebook.append(t.notebook());
        }
        return Table.create("talks", date, speaker, title, notebook);
    }
}
