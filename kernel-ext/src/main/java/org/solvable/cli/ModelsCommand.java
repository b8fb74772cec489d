package org.solvable.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.solvable.model.Domain;
import org.solvable.model.Json;
import org.solvable.model.Models;
import org.solvable.model.Outputs;
import org.solvable.model.SolvableModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the models with their parameters, experiment settings and outputs. */
@Command(
        name = "models",
        description = "List models, their parameters with ranges and defaults, and their outputs.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ModelsCommand extends ModelCommand {

    @Parameters(index = "0", arity = "0..1", paramLabel = "MODEL", description = "Only this one.")
    private @Nullable String id;

    @Option(names = "--json", description = "Print one JSON object a line and model.")
    private boolean json;

    ModelsCommand() {
        super("models");
    }

    @Override
    int work() {
        List<SolvableModel<?, ?, ?>> models = id == null ? Models.all() : List.of(Models.named(id));
        PrintStream out = Terminal.results();
        for (SolvableModel<?, ?, ?> model : models) {
            out.println(json ? Json.write(describe(model)) : text(model));
        }
        out.flush();
        if (models.isEmpty()) {
            System.err.println("lab models: there is no model on the class path");
        }
        return DONE;
    }

    private static Map<String, Object> describe(SolvableModel<?, ?, ?> model) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("model", model.id());
        map.put("title", model.title());
        map.put("parameters", fields(Domain.of(model.parameters())));
        map.put("settings", fields(Domain.of(model.experiment())));
        List<Map<String, Object>> outputs = new ArrayList<>();
        for (Outputs.Field f : Outputs.of(model.outputs()).fields()) {
            Map<String, Object> output = new LinkedHashMap<>();
            output.put("name", f.name());
            output.put("symbol", f.symbol());
            output.put("unit", f.unit());
            output.put("doc", f.doc());
            outputs.add(output);
        }
        map.put("outputs", outputs);
        return map;
    }

    private static List<Map<String, Object>> fields(Domain domain) {
        List<Map<String, Object>> list = new ArrayList<>();
        for (Domain.Field f : domain.fields()) {
            Map<String, Object> field = new LinkedHashMap<>();
            field.put("name", f.name());
            field.put("symbol", f.symbol());
            field.put("unit", f.unit());
            field.put("doc", f.doc());
            field.put("type", type(f));
            field.put("range", f.range());
            if (type(f).equals("number") || type(f).equals("integer")) {
                field.put("min", f.min());
                field.put("minOpen", f.minOpen());
                field.put("max", f.max());
                field.put("maxOpen", f.maxOpen());
                field.put("infinite", f.infinite());
            } else if (!f.words().isEmpty()) {
                field.put("words", f.words());
            }
            if (!f.byDefault().isEmpty()) {
                field.put("default", f.byDefault());
            }
            list.add(field);
        }
        return list;
    }

    private static String type(Domain.Field f) {
        Class<?> type = f.type();
        if (type == double.class) {
            return "number";
        }
        if (type == int.class || type == long.class) {
            return "integer";
        }
        return type == boolean.class ? "boolean" : type.isEnum() ? "word" : "text";
    }

    private static String text(SolvableModel<?, ?, ?> model) {
        StringBuilder text =
                new StringBuilder(model.id()).append(": ").append(model.title()).append('\n');
        section(text, "parameters (solve, measure)", rows(Domain.of(model.parameters())));
        section(text, "settings (measure)", rows(Domain.of(model.experiment())));
        List<String[]> outputs = new ArrayList<>();
        for (Outputs.Field f : Outputs.of(model.outputs()).fields()) {
            outputs.add(new String[] {f.name(), f.doc() + (f.unit().isEmpty() ? "" : " [" + f.unit() + "]")});
        }
        section(text, "outputs", outputs);
        return text.toString();
    }

    private static List<String[]> rows(Domain domain) {
        List<String[]> rows = new ArrayList<>();
        for (Domain.Field f : domain.fields()) {
            rows.add(new String[] {
                f.name()
                        + (f.byDefault().isEmpty()
                                ? ""
                                : f.byDefault().startsWith("=") ? " " + f.byDefault() : "=" + f.byDefault()),
                f.range(),
                f.doc() + (f.unit().isEmpty() ? "" : " [" + f.unit() + "]")
            });
        }
        return rows;
    }

    /** Columns as wide as their widest cell. */
    private static void section(StringBuilder text, String title, List<String[]> rows) {
        if (rows.isEmpty()) {
            return;
        }
        text.append("  ").append(title).append('\n');
        int columns = rows.getFirst().length;
        int[] width = new int[columns];
        for (String[] row : rows) {
            for (int c = 0; c < columns; c++) {
                width[c] = Math.max(width[c], row[c].length());
            }
        }
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder("    ");
            for (int c = 0; c < columns; c++) {
                line.append(row[c]).append(" ".repeat(width[c] - row[c].length() + 2));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
    }
}
