package dev.holdfast;

/**
 * One thing that is wrong with an input.
 *
 * @param pointer where, as a JSON Pointer (RFC 6901) such as {@code /email}; empty for the whole input
 * @param message what is wrong, to be read after the name of the field: "must not be blank"
 */
public record Fault(String pointer, String message) {}
