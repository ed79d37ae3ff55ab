package dev.holdfast.data;

/**
 * A field to sort by, and the direction.
 *
 * @param field what is compared
 * @param descending whether the largest comes first
 * @param <T> the record
 */
public record Order<T extends Record>(Field<T, ?> field, boolean descending) {}
