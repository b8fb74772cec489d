package org.solvable.show;

import java.util.LinkedHashMap;
import java.util.Map;
import org.solvable.model.Domain;
import org.solvable.model.Measurement;
import org.solvable.model.Outputs;
import org.solvable.model.Solution;
import org.solvable.model.Status;

/** Solutions and measurements: status first, then what went in and what came out, with symbols. */
final class ResultView {

    private ResultView() {}

    static Map<String, Object> solution(Solution<?> s) {
        Map<String, String> outputs = new LinkedHashMap<>();
        var values = Outputs.of(s.outputs().getClass()).values(s.outputs());
        for (Outputs.Field f : Outputs.of(s.outputs().getClass()).fields()) {
            outputs.put(label(f.symbol(), f.name()), Numbers.text(values.getOrDefault(f.name(), Double.NaN)));
        }
        return bundle(s.model(), s.status(), s.message(), inputs(s.inputs()), outputs);
    }

    static Map<String, Object> measurement(Measurement m) {
        Map<String, String> inputs = inputs(m.inputs());
        inputs.putAll(inputs(m.settings()));
        Map<String, String> outputs = new LinkedHashMap<>();
        m.outputs().forEach((name, v) -> outputs.put(name, v + "  (" + v.count() + " runs)"));
        m.notes().forEach((name, v) -> outputs.put(name, v instanceof Double d ? Numbers.text(d) : String.valueOf(v)));
        return bundle(m.model(), m.status(), m.message(), inputs, outputs);
    }

    private static Map<String, String> inputs(Record record) {
        Domain domain = Domain.of(record.getClass());
        Map<String, Object> values = domain.values(record);
        Map<String, String> map = new LinkedHashMap<>();
        for (Domain.Field f : domain.fields()) {
            Object v = values.get(f.name());
            map.put(label(f.symbol(), f.name()), v instanceof Double d ? Numbers.text(d) : String.valueOf(v));
        }
        return map;
    }

    private static String label(String symbol, String name) {
        return symbol.equals(name) ? name : symbol + " (" + name + ")";
    }

    private static Map<String, Object> bundle(
            String model, Status status, String message, Map<String, String> inputs, Map<String, String> outputs) {
        StringBuilder html = new StringBuilder("<p><b>")
                .append(Text.html(status.word()))
                .append("</b> ")
                .append(Text.html(model))
                .append(message.isEmpty() ? "" : ": " + Text.html(message))
                .append("</p><table><tbody>");
        StringBuilder text = new StringBuilder(status.word())
                .append("  ")
                .append(model)
                .append(message.isEmpty() ? "" : ": " + message)
                .append('\n');
        StringBuilder in = new StringBuilder();
        inputs.forEach((k, v) ->
                in.append(in.isEmpty() ? "" : ", ").append(k).append(" = ").append(v));
        text.append("  ").append(in).append('\n');
        html.append("<tr><td colspan=\"2\">").append(Text.html(in.toString())).append("</td></tr>");
        outputs.forEach((k, v) -> {
            html.append("<tr><th scope=\"row\" style=\"text-align:left\">")
                    .append(Text.html(k))
                    .append("</th><td style=\"text-align:right\">")
                    .append(Text.html(v))
                    .append("</td></tr>");
            text.append("  ").append(k).append(" = ").append(v).append('\n');
        });
        return Renderers.bundle(
                html.append("</tbody></table>").toString(), text.toString().stripTrailing());
    }
}
