package dev.holdfast.docs.models;

import dev.holdfast.RulesOf;
import java.util.Optional;

// tag::change[]
/** What members change about themselves; what is left out stays. */
@RulesOf(Member.class)
public record MemberChange(Optional<String> name, Optional<String> password) {}
// end::change[]
