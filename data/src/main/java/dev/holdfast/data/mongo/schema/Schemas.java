package dev.holdfast.data.mongo.schema;

import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import dev.holdfast.data.DatabaseFailure;
import dev.holdfast.data.DatabaseOptions;
import dev.holdfast.data.Migration;
import dev.holdfast.data.PendingMigrations;
import dev.holdfast.data.Progress;
import dev.holdfast.data.Schema;
import dev.holdfast.data.mapping.RecordModel;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Brings a database up to date with what the parts of a program expect of it, or says that it is not. */
public final class Schemas {

    private final MongoDatabase database;
    private final DatabaseOptions options;
    private final Duration lease;

    /** What the options name, in that database. */
    public Schemas(MongoDatabase database, DatabaseOptions options) {
        this(database, options, MigrationLock.LEASE);
    }

    Schemas(MongoDatabase database, DatabaseOptions options, Duration lease) {
        this.database = database;
        this.options = options;
        this.lease = lease;
    }

    /**
     * Does at a start what the options say: brings the database up to date, or refuses one that is not.
     *
     * @param place how to call the database in messages
     */
    public void prepare(String place) {
        if (options.migrating()) {
            migrate(place, Progress.UNHEARD);
        } else {
            inWords(place, this::refusePending);
        }
    }

    /**
     * Applies what is pending, whatever the options say of a start. Migrations come first, since they may make what the indexes need.
     *
     * @param place how to call the database in messages
     */
    public void migrate(String place, Progress progress) {
        inWords(place, () -> {
            options.schemas().forEach(schema -> migrate(schema, progress));
            for (var schema : options.schemas()) {
                indexes(schema).forEach(each -> each.create(progress));
            }
            return true;
        });
    }

    /**
     * Returns every migration, collection and unique index, and what became of it; reads only.
     *
     * @param place how to call the database in messages
     */
    public List<Migration> migrations(String place) {
        return inWords(place, this::migrations);
    }

    private List<Migration> migrations() {
        return options.schemas().stream()
                .flatMap(schema -> Stream.concat(
                        new History(database, schema).migrations().stream(),
                        indexes(schema).flatMap(each -> each.migrations().stream())))
                .toList();
    }

    private boolean refusePending() {
        options.schemas().forEach(schema -> new History(database, schema).pending());
        var all = migrations();
        var pending = all.stream()
                .filter(each -> each.state() == Migration.State.PENDING)
                .toList();
        if (!pending.isEmpty()) {
            throw new PendingMigrations(pending, pending.equals(all));
        }
        return true;
    }

    private void migrate(Schema schema, Progress progress) {
        var history = new History(database, schema);
        if (!history.pending().isEmpty()) {
            try (var lock = MigrationLock.take(database, schema.history(), lease)) {
                history.pending().forEach(migration -> history.apply(migration, lock, progress));
            }
        }
    }

    private Stream<Indexes> indexes(Schema schema) {
        return RecordModel.all(List.of(schema)).stream().map(model -> new Indexes(database, schema.name(), model));
    }

    private static <R> R inWords(String place, Supplier<R> work) {
        try {
            return work.get();
        } catch (MongoException failure) {
            throw new DatabaseFailure("%s cannot be prepared: %s".formatted(place, failure.getMessage()), failure);
        }
    }
}
