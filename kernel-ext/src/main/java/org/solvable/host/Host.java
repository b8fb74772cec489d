package org.solvable.host;

import java.util.Map;
import java.util.function.Function;

/**
 * A notebook kernel as Solvable sees it: the few things the extension asks of whichever kernel it lives in.
 *
 * <p>There is one implementation per kernel; each is thin, so that everything above it is the same in IJava, in JJava
 * and in kernels to come. A MIME bundle is a map from MIME type to content: text for text types, base64 text for
 * images, and maps, lists, numbers, booleans and strings for JSON types. Types of JSON libraries never cross this
 * interface, because each kernel carries (or hides) its own.
 */
public interface Host {

    /** Returns the name of the kernel for messages and provenance, such as {@code IJava}. */
    String name();

    /**
     * Shows values of a type (and of its subtypes that have no renderer of their own) by a MIME bundle.
     *
     * <p>All entries of the bundle go out together and the front end picks the richest one that it can draw. A second
     * registration for the same type replaces the first.
     *
     * @param type the type of the values, possibly an array or an interface
     * @param bundle maps a value to its MIME bundle
     * @param <T> the type of the values
     */
    <T> void register(Class<T> type, Function<? super T, Map<String, Object>> bundle);

    /**
     * Shows a value below the running cell, now, without waiting for the cell to end.
     *
     * @param value any value; drawn by its registered renderer, or as text
     * @return the id by which {@link #update} can redraw the same output
     */
    String display(Object value);

    /**
     * Redraws an output in place.
     *
     * @param displayId what {@link #display} returned
     * @param value the new value
     */
    void update(String displayId, Object value);
}
