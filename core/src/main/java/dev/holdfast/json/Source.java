package dev.holdfast.json;

/** Where an input comes from: JSON knows types, a query is all text. */
enum Source {
    JSON,
    TEXT
}
