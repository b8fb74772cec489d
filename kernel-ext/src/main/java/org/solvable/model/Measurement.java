package org.solvable.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an experiment found at one point: each output with its standard error.
 *
 * @param model id of the model
 * @param inputs the model record that was asked for
 * @param settings sizes, replicas, seed
 * @param outputs mean and standard error by output name, in order
 * @param notes what else there is to say, by name: the realised ratios, the fit method and why, achieved residuals
 * @param status {@link Status#CANCELLED} if fewer replicas were finished than asked for
 * @param message a sentence; may be empty
 * @param provenance what made it
 */
public record Measurement(
        String model,
        Record inputs,
        Record settings,
        Map<String, Measured> outputs,
        Map<String, Object> notes,
        Status status,
        String message,
        Provenance provenance) {

    public Measurement {
        outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
        notes = Collections.unmodifiableMap(new LinkedHashMap<>(notes));
    }

    /** Output by name. */
    public Measured output(String name) {
        Measured value = outputs.get(name);
        if (value == null) {
            throw new UnknownNameException("output", name, outputs.keySet());
        }
        return value;
    }

    /** As plain maps: model, inputs, settings, outputs, notes, status, message, provenance. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("model", model);
        map.put("inputs", Domain.of(inputs.getClass()).values(inputs));
        map.put("settings", Domain.of(settings.getClass()).values(settings));
        map.put("outputs", outputs);
        map.put("notes", notes);
        map.put("status", status.word());
        map.put("message", message);
        map.put("provenance", provenance.toMap());
        return map;
    }

    /** One line of strict JSON. */
    public String toJson() {
        return Json.write(toMap());
    }
}
