package dev.holdfast.data;

import dev.holdfast.data.mapping.View;

/**
 * Some components of a stored record, as a smaller record of their own; made by {@link Model#projection}.
 *
 * @param <T> the stored record
 * @param <P> the smaller one
 */
public sealed interface Projection<T extends Record, P extends Record> permits View {

    /** Returns the smaller record. */
    Class<P> type();
}
