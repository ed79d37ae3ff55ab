package dev.holdfast.docs.models;

import dev.holdfast.RulesOf;

// tag::input[]
/** What somebody tells of themselves. */
@RulesOf(Member.class)
public record NewMember(String name, String email, String password) {}
// end::input[]
