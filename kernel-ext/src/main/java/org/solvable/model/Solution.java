package org.solvable.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a theory says at one point: order parameters and errors, how it converged, and every branch that was found.
 *
 * @param model id of the model
 * @param inputs the model record
 * @param outputs the leading branch, or the best point where the method did not converge
 * @param status how it ended
 * @param message a sentence: what happened and, where it failed, what to try; may be empty when converged
 * @param diagnostics residual, error estimate, iterations
 * @param branches all solutions found, the leading one first; empty where there is only one kind
 * @param provenance what made it
 */
public record Solution<O extends Record>(
        String model,
        Record inputs,
        O outputs,
        Status status,
        String message,
        Diagnostics diagnostics,
        List<Branch<O>> branches,
        Provenance provenance) {

    public Solution {
        branches = List.copyOf(branches);
    }

    /**
     * The outputs, loudly.
     *
     * @throws IllegalStateException with inputs, status and message, if they are not the answer
     */
    public O orThrow() {
        if (!status.isAnswer()) {
            throw new IllegalStateException(
                    model + " at " + Domain.of(inputs.getClass()).text(inputs) + ": " + status.word() + ". "
                            + (message.isEmpty() ? status.sentence() : message));
        }
        return outputs;
    }

    /** Output by name. */
    public double output(String name) {
        Map<String, Double> values = Outputs.of(outputs.getClass()).values(outputs);
        Double value = values.get(name);
        if (value == null) {
            throw new UnknownNameException("output", name, values.keySet());
        }
        return value;
    }

    /** As plain maps: model, inputs, outputs, status, message, diagnostics, branches, provenance. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("model", model);
        map.put("inputs", Domain.of(inputs.getClass()).values(inputs));
        map.put("outputs", Outputs.of(outputs.getClass()).values(outputs));
        map.put("status", status.word());
        map.put("message", message);
        Map<String, Object> how = new LinkedHashMap<>();
        how.put("residual", diagnostics.residual());
        how.put("errorEstimate", diagnostics.errorEstimate());
        how.put("iterations", diagnostics.iterations());
        map.put("diagnostics", how);
        List<Map<String, Object>> list = new ArrayList<>();
        for (Branch<O> b : branches) {
            Map<String, Object> branch = new LinkedHashMap<>();
            branch.put("name", b.name());
            branch.put("outputs", Outputs.of(b.outputs().getClass()).values(b.outputs()));
            branch.put("loss", b.loss());
            branch.put("stable", b.stable());
            list.add(branch);
        }
        map.put("branches", list);
        map.put("provenance", provenance.toMap());
        return map;
    }

    /** One line of strict JSON. */
    public String toJson() {
        return Json.write(toMap());
    }
}
