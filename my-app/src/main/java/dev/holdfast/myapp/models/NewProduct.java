package dev.holdfast.myapp.models;

import dev.holdfast.RulesOf;
import java.util.Optional;

/** What an admin tells of a new product. */
@RulesOf(Product.class)
public record NewProduct(String name, Optional<String> description, Money price) {}
