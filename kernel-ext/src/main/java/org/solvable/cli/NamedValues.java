package org.solvable.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code name=value} arguments. */
final class NamedValues {

    private NamedValues() {}

    /** The values by name, in order; throws {@link IllegalArgumentException} for anything that is not one, or is given twice. */
    static Map<String, String> of(List<String> arguments) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (equals < 1 || equals == argument.length() - 1) {
                throw new IllegalArgumentException(argument + ": must be name=value, without blanks around the sign");
            }
            String name = argument.substring(0, equals);
            if (values.put(name, argument.substring(equals + 1)) != null) {
                throw new IllegalArgumentException(name + ": has been given twice");
            }
        }
        return values;
    }
}
