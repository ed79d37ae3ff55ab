package dev.holdfast.myapp.models;

import dev.holdfast.RulesOf;

/** What users may change about themselves. */
@RulesOf(User.class)
public record UserChange(String name) {}
