package dev.holdfast.myapp.models;

import dev.holdfast.Trim;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** What users may change about themselves. */
public record UserChange(@Trim @NotBlank @Size(max = 100) String name) {}
