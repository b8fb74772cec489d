package org.solvable.host;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Lets a notebook's parameter cell be overridden from outside, since tools that inject parameters cannot write Java.
 *
 * {@snippet :
 * var given = NotebookParameters.read();
 * int d = given.integer("d", given.choose(40, 100, 400));     // quick, full, gpu
 * double alpha = given.number("alpha", 10.0);
 * given.finish();                                             // refuses names that no line above has asked for
 * }
 *
 * <p>The values come from two environment variables of the kernel: {@code SOLVABLE_PROFILE} (quick, full or gpu) and
 * {@code SOLVABLE_PARAMETERS}, the path of a JSON object such as {@code {"profile": "full", "d": 100}}. The variable
 * wins over the file. {@code lab run NOTEBOOK --profile full --set d=100} sets both. Not thread-safe: it is read by one
 * cell.
 */
public final class NotebookParameters {

    /** The three sizes that every notebook knows, from the smallest. */
    public static final List<String> PROFILES = List.of("quick", "full", "gpu");

    private static final String PROFILE = "profile";

    private final Map<String, JsonNode> given;
    private final Map<String, Object> used = new LinkedHashMap<>();
    private final Set<String> overridden = new LinkedHashSet<>();
    private final String profile;

    private NotebookParameters(Map<String, JsonNode> given) {
        this.given = given;
        JsonNode named = given.get(PROFILE);
        profile = named == null ? PROFILES.getFirst() : named.asText();
        if (!PROFILES.contains(profile)) {
            throw new IllegalArgumentException("profile = " + profile + ": must be one of " + PROFILES);
        }
        used.put(PROFILE, profile);
        if (named != null) {
            overridden.add(PROFILE);
        }
    }

    /**
     * Reads what was given from outside, nothing if nothing was.
     *
     * @throws IllegalArgumentException if the profile is unknown or the file cannot be read as a JSON object
     */
    public static NotebookParameters read() {
        return of(System.getenv());
    }

    /**
     * Reads from a map instead of the process environment.
     *
     * @param environment variables by name
     * @throws IllegalArgumentException if the profile is unknown or the file cannot be read as a JSON object
     */
    public static NotebookParameters of(Map<String, String> environment) {
        Map<String, JsonNode> given = new LinkedHashMap<>();
        String file = environment.getOrDefault("SOLVABLE_PARAMETERS", "");
        if (!file.isBlank()) {
            given.putAll(objectIn(Path.of(file)));
        }
        String profile = environment.getOrDefault("SOLVABLE_PROFILE", "");
        if (!profile.isBlank()) {
            given.put(PROFILE, JsonMapper.builder().build().valueToTree(profile.strip()));
        }
        return new NotebookParameters(given);
    }

    private static Map<String, JsonNode> objectIn(Path file) {
        try {
            JsonNode tree = JsonMapper.builder().build().readTree(Files.readString(file));
            if (!tree.isObject()) {
                throw new IllegalArgumentException("SOLVABLE_PARAMETERS = " + file + ": must hold one JSON object");
            }
            Map<String, JsonNode> entries = new LinkedHashMap<>();
            tree.properties().forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
            return entries;
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "SOLVABLE_PARAMETERS = " + file + ": is not JSON (" + e.getOriginalMessage() + ")", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("SOLVABLE_PARAMETERS = " + file + ": cannot be read (" + e + ")", e);
        }
    }

    /** Returns the size to run at: {@code quick} unless told otherwise. */
    public String profile() {
        return profile;
    }

    /**
     * Returns the value that belongs to the current profile.
     *
     * @param quick for {@code quick}
     * @param full for {@code full}
     * @param gpu for {@code gpu}
     * @param <T> the type of the value
     */
    public <T> T choose(T quick, T full, T gpu) {
        return switch (PROFILES.indexOf(profile)) {
            case 0 -> quick;
            case 1 -> full;
            default -> gpu;
        };
    }

    /**
     * Returns a real parameter.
     *
     * @param name as it is written outside
     * @param standard the value without an override; {@code inf}, {@code -inf} and numbers are accepted from outside
     * @throws IllegalArgumentException if the override is not a number
     */
    public double number(String name, double standard) {
        JsonNode node = given.get(name);
        double value = node == null ? standard : toNumber(name, node);
        note(name, value, node != null);
        return value;
    }

    /**
     * Returns an integer parameter.
     *
     * @param name as it is written outside
     * @param standard the value without an override
     * @throws IllegalArgumentException if the override is not a whole number that fits
     */
    public int integer(String name, int standard) {
        JsonNode node = given.get(name);
        double value = node == null ? standard : toNumber(name, node);
        if (!(value == Math.rint(value) && Math.abs(value) <= Integer.MAX_VALUE)) {
            throw new IllegalArgumentException(name + " = " + node + ": must be a whole number");
        }
        note(name, (int) value, node != null);
        return (int) value;
    }

    /**
     * Returns a word or a text.
     *
     * @param name as it is written outside
     * @param standard the value without an override
     */
    public String text(String name, String standard) {
        JsonNode node = given.get(name);
        String value = node == null ? standard : node.asText();
        note(name, value, node != null);
        return value;
    }

    /**
     * Returns a switch.
     *
     * @param name as it is written outside
     * @param standard the value without an override
     * @throws IllegalArgumentException if the override is neither true nor false
     */
    public boolean flag(String name, boolean standard) {
        JsonNode node = given.get(name);
        if (node != null && !Set.of("true", "false").contains(node.asText())) {
            throw new IllegalArgumentException(name + " = " + node + ": must be true or false");
        }
        boolean value = node == null ? standard : Boolean.parseBoolean(node.asText());
        note(name, value, node != null);
        return value;
    }

    /**
     * Ends the parameter cell: refuses overrides that nothing has asked for, so that a typing error outside is not
     * silently ignored.
     *
     * @return one line with every parameter in use, those from outside marked by a star
     * @throws IllegalArgumentException naming the unknown parameters and the known ones
     */
    public String finish() {
        Set<String> unknown = new TreeSet<>(given.keySet());
        unknown.removeAll(used.keySet());
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("Unknown parameter " + String.join(", ", unknown)
                    + ": this notebook has " + String.join(", ", used.keySet()));
        }
        StringBuilder line = new StringBuilder();
        used.forEach((name, value) -> line.append(line.isEmpty() ? "" : ", ")
                .append(name)
                .append(overridden.contains(name) ? "* = " : " = ")
                .append(value));
        return line.toString();
    }

    private void note(String name, Object value, boolean fromOutside) {
        used.put(name, value);
        if (fromOutside) {
            overridden.add(name);
        }
    }

    private static double toNumber(String name, JsonNode node) {
        String text = node.asText().strip();
        try {
            return switch (text) {
                case "inf" -> Double.POSITIVE_INFINITY;
                case "-inf" -> Double.NEGATIVE_INFINITY;
                default -> Double.parseDouble(text);
            };
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " = " + node + ": must be a number", e);
        }
    }
}
