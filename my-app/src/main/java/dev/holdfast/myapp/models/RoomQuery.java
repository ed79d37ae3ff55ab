package dev.holdfast.myapp.models;

import dev.holdfast.Default;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Optional;

/** Which part of a list that belongs to rooms somebody wants: of the rooms, of their members or of what was said there. */
public record RoomQuery(@Default("20") @Min(1) @Max(100) int limit, Optional<String> cursor) {}
