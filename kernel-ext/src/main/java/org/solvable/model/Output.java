package org.solvable.model;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a component of a result record means. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Output {

    /** The name at the named door; the component's own name where empty. */
    String name() default "";

    /** The symbol of the paper, in Unicode. */
    String symbol() default "";

    /** Unit or scale; empty for a pure number. */
    String unit() default "";

    /** One phrase: what it is. */
    String doc();
}
