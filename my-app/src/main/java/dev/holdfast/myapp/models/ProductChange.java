package dev.holdfast.myapp.models;

import dev.holdfast.Trim;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Optional;

/** What an admin changes about a product; what is left out stays. */
public record ProductChange(
        @Trim Optional<@NotBlank @Size(max = 200) String> name,
        @Trim Optional<@NotBlank @Size(max = 2000) String> description,
        Optional<Money> price) {}
