package dev.holdfast.myapp.models;

import java.time.Instant;
import java.util.Optional;

/**
 * Somebody who belongs to a private room.
 *
 * @param name absent where the user is gone
 * @param since when they were let in
 */
public record Member(UserId user, Optional<String> name, Instant since) {}
