package org.solvable.show;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.solvable.model.Json;

/** A figure in a file, in the format that the file's ending names. */
final class FigureFile {

    private FigureFile() {}

    static void write(Figure figure, Path file) throws IOException {
        String name = file.toString();
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        byte[] bytes = switch (ending) {
            case "png" -> figure.png();
            case "svg" -> utf8(figure.svg());
            case "pdf" -> figure.pdf();
            case "json" -> utf8(Json.write(figure.plotly()));
            case "csv" -> utf8(figure.csv());
            case "html" -> utf8(HtmlPage.of(figure));
            default ->
                throw new IllegalArgumentException(
                        "file = " + file + ": must end in .png, .svg, .pdf, .json, .csv or .html");
        };
        write(file, bytes);
    }

    static void text(Path file, String text) throws IOException {
        write(file, utf8(text));
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.write(file, bytes);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
