package dev.holdfast.routing;

/** What an answer that succeeded carries as its data. */
public sealed interface Shape {

    /** Nothing. */
    record Nothing() implements Shape {}

    /** One record, under a name or as the data itself. */
    record One(Class<?> type) implements Shape {}

    /** A page of records under a name. */
    record PageOf(Class<?> type) implements Shape {}

    /** A page of these. */
    static Shape page(Class<?> type) {
        return new PageOf(type);
    }
}
