package dev.holdfast.myapp.models;

import dev.holdfast.Trim;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Optional;

/** What an admin tells of a new product. */
public record NewProduct(
        @Trim @NotBlank @Size(max = 200) String name,
        @Trim Optional<@NotBlank @Size(max = 2000) String> description,
        Money price) {}
