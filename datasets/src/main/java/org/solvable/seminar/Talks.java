package org.solvable.seminar;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
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

    /**
     * Reads the talks of a document: iCalendar, mail, list archive page, seminar page, paper overview or summary page, as
     * text or HTML. E-mail addresses and telephone numbers are masked.
     *
     * @return the talks, at least one; what could not be read in them is listed in {@link Talk#issues}
     * @throws UnreadableDocumentException if there is no talk in it
     * @throws UncheckedIOException if the file cannot be read
     */
    public static List<Talk> read(Path file) {
        return read(file, Privacy.MASK);
    }

    /** As {@link #read(Path)}, with a choice about addresses and numbers. */
    public static List<Talk> read(Path file, Privacy privacy) {
        try {
            Path name = file.getFileName();
            return DocumentReader.read(name == null ? "" : name.toString(), Files.readAllBytes(file), privacy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads the talks of a document given as its text, or as its web address.
     *
     * @param textOrUrl the document itself, or one http or https address and nothing else
     * @throws UnreadableDocumentException if there is no talk in it
     * @throws UncheckedIOException if the address does not answer with a document
     */
    public static List<Talk> read(String textOrUrl) {
        String s = textOrUrl.strip();
        boolean address = s.length() < 2000 && s.matches("(?i)https?://\\S+");
        return DocumentReader.read(
                address ? s : "", address ? fetch(s) : DocumentReader.bytes(textOrUrl), Privacy.MASK);
    }

    private static byte[] fetch(String url) {
        try (HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(Duration.ofSeconds(20))
                .build()) {
            HttpResponse<byte[]> answer = client.send(
                    HttpRequest.newBuilder(URI.create(url))
                            .timeout(Duration.ofSeconds(60))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IOException(url + " answered with status " + answer.statusCode());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted while reading " + url, e));
        }
    }

    /**
     * Reads all documents of a folder, by file name. A document without a talk gives a record without a title whose issue
     * says why, so that a programme never loses one silently.
     */
    public static List<Talk> readFolder(Path folder) {
        List<Talk> talks = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                try {
                    talks.addAll(read(file));
                } catch (UnreadableDocumentException e) {
                    TalkDraft draft = new TalkDraft(String.valueOf(file.getFileName()));
                    draft.issue(Issue.Severity.ERROR, 0, 0, String.valueOf(e.getMessage()), "");
                    talks.add(draft.talk(Privacy.MASK));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return talks;
    }

    /** All talks as one iCalendar file, which {@link #read(String)} reads back to equal records. */
    public static String calendar(List<Talk> talks) {
        return CalendarWriter.write(talks);
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
