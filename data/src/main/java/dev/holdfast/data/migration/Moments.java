package dev.holdfast.data.migration;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When a migration was applied, by what stands in a history. */
final class Moments {

    private Moments() {}

    /** SQLite writes the moment in UTC and its driver reads it as if it were the time of the place. */
    static Optional<Instant> of(@Nullable Date read, String kind) {
        return Optional.ofNullable(read)
                .map(Date::toInstant)
                .map(moment -> kind.equals("sqlite") ? utc(moment) : moment);
    }

    private static Instant utc(Instant misread) {
        return misread.atZone(ZoneId.systemDefault()).toLocalDateTime().toInstant(ZoneOffset.UTC);
    }
}
