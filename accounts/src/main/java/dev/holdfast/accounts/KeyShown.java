package dev.holdfast.accounts;

import dev.holdfast.accounts.machine.ApiKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A key of another program as admins see it.
 *
 * @param usedAt when it was last used, to the minute
 */
record KeyShown(
        String id,
        String name,
        List<String> scopes,
        String madeBy,
        Instant madeAt,
        Optional<Instant> usedAt,
        Instant endsAt) {

    static KeyShown of(ApiKey key) {
        return new KeyShown(key.id(), key.name(), key.scopes(), key.madeBy(), key.madeAt(), key.usedAt(), key.endsAt());
    }
}
