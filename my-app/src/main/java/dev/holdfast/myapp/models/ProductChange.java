package dev.holdfast.myapp.models;

import dev.holdfast.RulesOf;
import java.util.Optional;

/** What an admin changes about a product; what is left out stays. */
@RulesOf(Product.class)
public record ProductChange(Optional<String> name, Optional<String> description, Optional<Money> price) {}
