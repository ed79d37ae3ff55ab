package dev.holdfast.ops;

/** What a line looks like. Threading: one thread at a time. */
sealed interface LineForm permits JsonForm, ReadableForm {

    /** Adds the entry, its line ends included. */
    void write(Entry.Told entry, Lines lines);
}
