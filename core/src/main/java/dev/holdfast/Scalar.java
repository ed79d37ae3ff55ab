package dev.holdfast;

/**
 * A value type around one value: an id, an amount, a name. JSON, paths, configuration and databases carry the bare value.
 *
 * <p>Meant for records of one component, whose constructor refuses what is not acceptable by an
 * {@link IllegalArgumentException} with a message for the client.
 *
 * @param <T> a String, UUID, Long, Integer or BigDecimal
 */
public interface Scalar<T> {

    /** Returns the bare value. */
    T value();
}
