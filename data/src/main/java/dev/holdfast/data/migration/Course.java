package dev.holdfast.data.migration;

import dev.holdfast.data.Migration;
import dev.holdfast.data.Progress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.jspecify.annotations.Nullable;

/** Follows which migration is being applied, and tells how it goes. */
final class Course implements Callback {

    private final Progress progress;
    private final Function<MigrationInfo, Migration> known;

    private @Nullable Migration running;
    private long since;

    Course(Progress progress, Function<MigrationInfo, Migration> known) {
        this.progress = progress;
        this.known = known;
    }

    /** Returns the file of the migration that has begun and not ended. */
    Optional<String> running() {
        return Optional.ofNullable(running).map(Migration::file);
    }

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.BEFORE_EACH_MIGRATE || event == Event.AFTER_EACH_MIGRATE;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public void handle(Event event, Context context) {
        var migration = known.apply(context.getMigrationInfo());
        if (event == Event.BEFORE_EACH_MIGRATE) {
            running = migration;
            since = System.nanoTime();
            progress.applying(migration);
        } else {
            running = null;
            progress.applied(migration, Duration.ofNanos(System.nanoTime() - since));
        }
    }

    @Override
    public String getCallbackName() {
        return "course";
    }
}
