package dev.holdfast.data;

/** How somebody is. */
enum Mood {
    CALM,
    CROSS
}
