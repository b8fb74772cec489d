package org.solvable.show;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The static picture says the same as the interactive figure: both are drawn in Chromium for every kind of figure, and each
 * word and number of one stands in the other. The page and its pictures stay in {@code target/side-by-side} to be looked at.
 */
class SideBySideTest {

    private static final Path FOLDER = Path.of("target", "side-by-side").toAbsolutePath();

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void everyWordOfTheFigureIsInThePicture(@TempDir Path profile) throws IOException, InterruptedException {
        Optional<String> chromium = chromium();
        if (chromium.isEmpty()) {
            System.err.println("*** Figures are not compared with their pictures: no Chromium was found. Name one with"
                    + " CHROMIUM=/path/to/chrome. ***");
        }
        assumeTrue(chromium.isPresent(), "no Chromium");
        Map<String, Drawable> all = FigureGallery.all();
        for (boolean dark : new boolean[] {false, true}) {
            Path page = SideBySidePage.write(FOLDER, all, dark);
            Path shot = FOLDER.resolve(dark ? "dark.png" : "light.png");
            browse(chromium.orElseThrow(), profile, "--screenshot=" + shot, page);
            assertThat(shot).isNotEmptyFile();
        }
        String dom = browse(chromium.orElseThrow(), profile, "--dump-dom", FOLDER.resolve("light.html"));
        Document shown = Jsoup.parse(dom);
        SoftAssertions soft = new SoftAssertions();
        for (Map.Entry<String, Drawable> e : all.entrySet()) {
            Element section = shown.getElementById(e.getKey());
            assertThat(section).as(e.getKey()).isNotNull();
            // A static picture has no handle to move.
            section.select(".slider-group, .slider-container").remove();
            Figure figure = e.getValue().figure();
            // In place of the handle the picture says where it stands.
            Figure without = figure.caption(figure.caption().replaceAll(" Shown: .*", ""));
            Document drawn = Jsoup.parse(without.svg(), "", Parser.xmlParser());
            soft.assertThat(words(drawn))
                    .as("words of the picture: " + e.getKey())
                    .isEqualTo(words(section));
        }
        soft.assertAll();
    }

    /** How often each word stands in the texts of a drawing. Sub- and superscripts are words of their own. */
    private static Map<String, Integer> words(Element drawing) {
        Map<String, Integer> words = new TreeMap<>();
        for (Element text : drawing.select("svg text")) {
            List<String> parts = new ArrayList<>();
            collect(text, parts);
            parts.stream()
                    // Plotly puts spaces without width around scripts.
                    .flatMap(part -> Arrays.stream(part.replace("\u200B", "").split("[\\s\u00A0]+")))
                    .filter(word -> !word.isEmpty())
                    .forEach(word -> words.merge(word, 1, Integer::sum));
        }
        return words;
    }

    private static void collect(Element element, List<String> into) {
        element.childNodes().forEach(child -> {
            if (child instanceof TextNode text) {
                into.add(text.getWholeText());
            } else if (child instanceof Element inner) {
                collect(inner, into);
            }
        });
    }

    private static String browse(String chromium, Path profile, String what, Path page)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile(profile, "out", ".html");
        Process process = new ProcessBuilder(
                        chromium,
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--hide-scrollbars",
                        "--disable-background-networking",
                        "--user-data-dir=" + profile.resolve("profile"),
                        "--window-size=1600,5600",
                        "--virtual-time-budget=20000",
                        what,
                        page.toUri().toString())
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("Chromium did not finish with " + page);
        }
        return Files.readString(out, StandardCharsets.UTF_8);
    }

    private static Optional<String> chromium() {
        String told = System.getenv().getOrDefault("CHROMIUM", "");
        if (!told.isBlank()) {
            return Optional.of(told);
        }
        String[] folders = System.getenv().getOrDefault("PATH", "").split(File.pathSeparator);
        return Stream.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
                .flatMap(name -> Stream.of(folders).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }
}
