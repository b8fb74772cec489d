package org.solvable.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Makes the table of a sweep from the answers to its units. */
final class SweepTable {

    /** The units of one point taken together. */
    private record Point(
            Status status,
            String message,
            double[] solved,
            Map<String, Measured> measured,
            Map<String, @Nullable Object> notes) {}

    private final Sweep sweep;
    private final Grid<?, ?, ?> grid;
    private final List<Point> points;
    private final List<Column<?>> table = new ArrayList<>();
    private final List<SweepColumn> columns = new ArrayList<>();

    SweepTable(Sweep sweep, Grid<?, ?, ?> grid, UnitResults results) {
        this.sweep = sweep;
        this.grid = grid;
        points = new ArrayList<>((int) grid.points());
        for (long p = 0; p < grid.points(); p++) {
            points.add(point(p, results));
        }
    }

    private Point point(long p, UnitResults results) {
        long first = p * grid.replicas();
        Optional<UnitResult> only = results.get(first);
        if (grid.replicas() == 1 && only.isPresent()) {
            UnitResult r = only.get();
            return new Point(r.status(), r.message(), r.solved(), r.measured(), r.notes());
        }
        Status status = Status.CONVERGED;
        String message = "";
        Map<String, Measured> pooled = new LinkedHashMap<>();
        Map<String, @Nullable Object> notes = new LinkedHashMap<>();
        for (long unit = first; unit < first + grid.replicas(); unit++) {
            UnitResult r = results.get(unit).orElse(UnitResult.failed(unit, Status.CANCELLED, ""));
            if (status.isAnswer() && r.status() != Status.CONVERGED) {
                status = r.status();
                message = r.message();
            }
            r.measured().forEach((name, m) -> pooled.merge(name, m, Measured::pooledWith));
            r.notes().forEach(notes::putIfAbsent);
        }
        return new Point(status, message, new double[0], pooled, notes);
    }

    SweepResult result() {
        grid.names().forEach(this::given);
        if (sweep.task() == Sweep.Task.MEASURE) {
            seed();
        }
        Map<String, Outputs.Field> outputs = new LinkedHashMap<>();
        Outputs.of(grid.model().outputs()).fields().forEach(f -> outputs.put(f.name(), f));
        if (sweep.task() == Sweep.Task.SOLVE) {
            int i = 0;
            for (Outputs.Field field : outputs.values()) {
                solved(i++, field);
            }
        } else {
            measured(outputs);
            notes();
        }
        ending();
        long finished =
                points.stream().filter(p -> p.status != Status.CANCELLED).count();
        Optional<Point> bad = points.stream().filter(p -> !p.status.isAnswer()).findFirst();
        Status status = finished < points.size()
                ? Status.CANCELLED
                : bad.map(Point::status).orElse(Status.CONVERGED);
        return new SweepResult(
                Table.create(grid.model().id(), table),
                columns,
                status,
                message(finished, bad),
                finished,
                provenance());
    }

    private String message(long finished, Optional<Point> bad) {
        if (finished < points.size()) {
            return "stopped on request after " + finished + " of " + points.size() + " points, which are kept";
        }
        return bad.map(first -> {
                    long count =
                            points.stream().filter(p -> !p.status.isAnswer()).count();
                    return count + " of " + points.size() + " points have no answer; the first is "
                            + first.status.word() + ": "
                            + (first.message.isEmpty() ? first.status.sentence() : first.message);
                })
                .orElse("");
    }

    private Map<String, Object> provenance() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("sweep", sweep.toMap());
        map.putAll(Provenance.environment());
        return map;
    }

    private void add(Column<?> column, SweepColumn.Role role, String symbol, String unit, String doc) {
        table.add(column);
        columns.add(new SweepColumn(column.name(), role, symbol, unit, doc));
    }

    private void given(String name) {
        Domain.Field field = grid.field(name);
        Class<?> type = field.type();
        Column<?> column;
        if (type == double.class) {
            DoubleColumn c = DoubleColumn.create(name);
            each(p -> c.append(((Number) grid.value(name, p)).doubleValue()));
            column = c;
        } else if (type == int.class || type == long.class) {
            LongColumn c = LongColumn.create(name);
            each(p -> c.append(((Number) grid.value(name, p)).longValue()));
            column = c;
        } else if (type == boolean.class) {
            BooleanColumn c = BooleanColumn.create(name);
            each(p -> c.append((Boolean) grid.value(name, p)));
            column = c;
        } else {
            StringColumn c = StringColumn.create(name);
            each(p -> {
                Object value = grid.value(name, p);
                c.append(value instanceof Enum<?> e ? Domain.word(e) : value.toString());
            });
            column = c;
        }
        SweepColumn.Role role = grid.isParameter(name) ? SweepColumn.Role.PARAMETER : SweepColumn.Role.SETTING;
        add(column, role, field.symbol(), field.unit(), field.doc());
    }

    private void each(java.util.function.LongConsumer action) {
        for (long p = 0; p < points.size(); p++) {
            action.accept(p);
        }
    }

    private void seed() {
        OptionalLong first = grid.pointSeed(0);
        if (first.isPresent() && !grid.names().contains("seed")) {
            LongColumn c = LongColumn.create("seed");
            each(p -> c.append(first.getAsLong()));
            Domain.Field field = grid.field("seed");
            add(c, SweepColumn.Role.SETTING, field.symbol(), field.unit(), field.doc());
        }
    }

    private void solved(int index, Outputs.Field field) {
        double[] values = new double[points.size()];
        for (int p = 0; p < values.length; p++) {
            double[] solved = points.get(p).solved;
            values[p] = index < solved.length ? solved[index] : Double.NaN;
        }
        add(
                DoubleColumn.create(field.name(), values),
                SweepColumn.Role.OUTPUT,
                field.symbol(),
                field.unit(),
                field.doc());
    }

    private void measured(Map<String, Outputs.Field> outputs) {
        Set<String> names = new LinkedHashSet<>();
        points.forEach(p -> names.addAll(p.measured.keySet()));
        for (String name : names) {
            double[] means = new double[points.size()];
            double[] errors = new double[points.size()];
            for (int p = 0; p < means.length; p++) {
                Measured m = points.get(p).measured.getOrDefault(name, new Measured(Double.NaN, Double.NaN, 0));
                means[p] = m.mean();
                errors[p] = m.standardError();
            }
            Outputs.Field field = outputs.getOrDefault(name, new Outputs.Field(name, name, "", ""));
            add(DoubleColumn.create(name, means), SweepColumn.Role.OUTPUT, field.symbol(), field.unit(), field.doc());
            add(
                    DoubleColumn.create(name + "_se", errors),
                    SweepColumn.Role.STANDARD_ERROR,
                    field.symbol(),
                    field.unit(),
                    "standard error of " + name);
        }
        LongColumn count = LongColumn.create("count");
        for (Point p : points) {
            count.append(p.measured.values().stream()
                    .mapToLong(Measured::count)
                    .min()
                    .orElse(0));
        }
        add(count, SweepColumn.Role.COUNT, "", "", "independent runs, of the output that has fewest");
    }

    /** A column for each note: numbers where all are numbers, else text. */
    private void notes() {
        Set<String> names = new LinkedHashSet<>();
        points.forEach(p -> names.addAll(p.notes.keySet()));
        Map<String, SweepColumn> taken = new HashMap<>();
        columns.forEach(c -> taken.put(c.name(), c));
        for (String name : names) {
            String heading = taken.containsKey(name) ? "note_" + name : name;
            boolean numbers =
                    points.stream().allMatch(p -> number(p.notes.get(name)).isPresent());
            if (numbers) {
                DoubleColumn c = DoubleColumn.create(heading);
                points.forEach(p -> c.append(number(p.notes.get(name)).orElse(Double.NaN)));
                add(c, SweepColumn.Role.NOTE, "", "", "");
            } else {
                StringColumn c = StringColumn.create(heading);
                points.forEach(p -> {
                    Object value = p.notes.get(name);
                    c.append(value == null ? "" : value.toString());
                });
                add(c, SweepColumn.Role.NOTE, "", "", "");
            }
        }
    }

    /** The number that a plain value stands for; NaN for a missing one, empty for text. */
    private static Optional<Double> number(@Nullable Object value) {
        return value == null ? Optional.of(Double.NaN) : Json.readNumber(value);
    }

    private void ending() {
        StringColumn status = StringColumn.create("status");
        points.forEach(p -> status.append(p.status.word()));
        add(status, SweepColumn.Role.STATUS, "", "", "how the point ended");
        if (points.stream().anyMatch(p -> !p.message.isEmpty())) {
            StringColumn message = StringColumn.create("message");
            points.forEach(p -> message.append(p.message));
            add(message, SweepColumn.Role.STATUS, "", "", "what happened and what to try");
        }
    }
}
