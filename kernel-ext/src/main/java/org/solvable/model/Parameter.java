package org.solvable.model;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a record component means and which values it may have: the only place where a range is written.
 *
 * <p>{@link Domain} reads it for checks in constructors, for calls by name, for {@code lab models} and for tables.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Parameter {

    /** The name at the named door (command line, sweeps, JSON); the component's own name where empty. */
    String name() default "";

    /** The symbol of the paper, in Unicode. */
    String symbol() default "";

    /** One phrase: what it is, and its scaling. */
    String doc();

    /** Unit or scale; empty for a pure number. */
    String unit() default "";

    /** Lower end of the range of a number. */
    double min() default Double.NEGATIVE_INFINITY;

    /** Whether {@link #min} itself is excluded. */
    boolean minOpen() default false;

    /** Upper end of the range of a number. */
    double max() default Double.POSITIVE_INFINITY;

    /** Whether {@link #max} itself is excluded. */
    boolean maxOpen() default false;

    /** Whether plus infinity is a value. */
    boolean infinite() default false;

    /**
     * Value when the name is not given: a number, {@code inf}, a word, or {@code =other} to follow another parameter. Empty:
     * a value must be given.
     */
    String byDefault() default "";
}
