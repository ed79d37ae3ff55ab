package dev.holdfast.docs.notes;

import dev.holdfast.RulesOf;

/** What somebody writes down. */
@RulesOf(Note.class)
public record NewNote(String title, String text) {}
