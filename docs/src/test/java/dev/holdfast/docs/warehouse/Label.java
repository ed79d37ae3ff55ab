package dev.holdfast.docs.warehouse;

// tag::label[]
/** What stands on a box. */
public record Label(String code, String title) {}
// end::label[]
