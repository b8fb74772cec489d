package org.solvable.model;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The outputs of a result record by name, read from its {@link Output} annotations; components are numbers. */
public final class Outputs {

    /** One output. */
    public record Field(String name, String symbol, String unit, String doc) {}

    private static final ClassValue<Outputs> CACHE = new ClassValue<>() {
        @Override
        protected Outputs computeValue(Class<?> type) {
            return new Outputs(type);
        }
    };

    private final List<Field> fields = new ArrayList<>();
    private final List<MethodHandle> readers = new ArrayList<>();

    private Outputs(Class<?> type) {
        for (RecordComponent c : type.getRecordComponents()) {
            Output o = c.getAnnotation(Output.class);
            if (o == null || c.getType() != double.class) {
                throw new IllegalArgumentException("component " + c.getName() + " of " + type.getName()
                        + ": must be a double that carries @Output");
            }
            fields.add(new Field(
                    o.name().isEmpty() ? c.getName() : o.name(),
                    o.symbol().isEmpty() ? c.getName() : o.symbol(),
                    o.unit(),
                    o.doc()));
            try {
                c.getAccessor().setAccessible(true);
                readers.add(MethodHandles.lookup()
                        .unreflect(c.getAccessor())
                        .asType(java.lang.invoke.MethodType.methodType(double.class, Record.class)));
            } catch (IllegalAccessException e) {
                throw new IllegalStateException("accessor of " + c.getName() + " cannot be called", e);
            }
        }
    }

    /** The outputs of a record class whose components all carry {@link Output}. */
    public static Outputs of(Class<? extends Record> type) {
        return CACHE.get(type);
    }

    /** All outputs, in the order of the components. */
    public List<Field> fields() {
        return Collections.unmodifiableList(fields);
    }

    /** The numbers, in the order of {@link #fields}. */
    public double[] numbers(Record outputs) {
        double[] v = new double[readers.size()];
        for (int i = 0; i < v.length; i++) {
            try {
                v[i] = (double) readers.get(i).invokeExact(outputs);
            } catch (Throwable e) {
                throw new IllegalStateException("component of " + outputs + " cannot be read", e);
            }
        }
        return v;
    }

    /** The numbers by name, in order. */
    public Map<String, Double> values(Record outputs) {
        double[] v = numbers(outputs);
        Map<String, Double> map = new LinkedHashMap<>();
        for (int i = 0; i < v.length; i++) {
            map.put(fields.get(i).name(), v[i]);
        }
        return map;
    }
}
