package dev.holdfast;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An input with the rules of a model: each component has those of the model's component of the same name, {@link Trim},
 * {@link Lowercase} and constraints, and its own besides.
 *
 * <p>Both are of one type, but for {@code Optional} and {@link Hidden}: what may be left out of a change has to be right where it
 * is given. Whether a component is required, and its {@link Default}, is the input's own affair.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface RulesOf {

    /** The model. */
    Class<? extends Record> value();
}
