package peer;

import java.time.Instant;
import java.util.UUID;

/** Somebody with an account, as the API shows them. */
public record User(UUID id, String name, String email, String role, Instant createdAt) {}
