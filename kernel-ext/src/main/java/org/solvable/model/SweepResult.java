package org.solvable.model;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvWriteOptions;

/**
 * The table of a sweep, what its columns mean, and how it ended.
 *
 * @param table a row for each point in the order of the grid: the given parameters and settings, outputs (with {@code _se}
 *     and {@code count} for an experiment), notes, {@code status}, and {@code message} where there is one. Points that were
 *     not reached have missing outputs and status {@code cancelled}. It is the caller's own to change.
 * @param columns the columns in the order of the table
 * @param status {@link Status#CONVERGED} if every point is an answer, {@link Status#CANCELLED} if some were not reached, else
 *     the status of the first point that is no answer
 * @param message one sentence, empty if every point is an answer
 * @param finished number of points that were reached
 * @param provenance the sweep's description and what computed it
 */
public record SweepResult(
        Table table,
        List<SweepColumn> columns,
        Status status,
        String message,
        long finished,
        Map<String, Object> provenance) {

    public SweepResult {
        columns = List.copyOf(columns);
        provenance = Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
    }

    /**
     * The description of a column.
     *
     * @throws UnknownNameException if there is none of this name
     */
    public SweepColumn column(String name) {
        return columns.stream()
                .filter(c -> c.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UnknownNameException(
                        "column", name, columns.stream().map(SweepColumn::name).toList()));
    }

    /** The table as CSV with {@code \n} line ends; numbers read back to the same bits, missing ones are empty. */
    public String toCsv() {
        StringWriter text = new StringWriter();
        table.write().csv(CsvWriteOptions.builder(text).lineEnd("\n").build());
        return text.toString();
    }

    /** SHA-256 of {@link #toCsv} in hexadecimal: equal for equal sweeps, whatever the threads and interruptions. */
    public String sha256() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(toCsv().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must have SHA-256", e);
        }
    }

    /** Everything but the table as plain maps: status, message, points, columns, hash, provenance. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("status", status.word());
        map.put("message", message);
        map.put("points", table.rowCount());
        map.put("finished", finished);
        map.put("sha256", sha256());
        map.put(
                "columns",
                columns.stream()
                        .map(c -> {
                            Map<String, Object> column = new LinkedHashMap<>();
                            column.put("name", c.name());
                            column.put("role", c.role());
                            column.put("symbol", c.symbol());
                            column.put("unit", c.unit());
                            column.put("doc", c.doc());
                            return column;
                        })
                        .toList());
        map.put("provenance", provenance);
        return map;
    }

    /** {@link #toMap} as one line of strict JSON. */
    public String toJson() {
        return Json.write(toMap());
    }
}
