package dev.holdfast.data.mongo.schema;

import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import dev.holdfast.data.DatabaseFailure;
import dev.holdfast.data.DatabaseOptions;
import dev.holdfast.data.Schema;
import dev.holdfast.data.mapping.RecordModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Brings a database up to date with what the parts of a program expect of it, or says that it is not. */
public final class Schemas {

    /** A holder of the lock that gives no sign of life for so long counts as dead. */
    private static final Duration LEASE = Duration.ofSeconds(30);

    private final MongoDatabase database;
    private final DatabaseOptions options;
    private final Duration lease;

    /** What the options name, in that database. */
    public Schemas(MongoDatabase database, DatabaseOptions options) {
        this(database, options, LEASE);
    }

    Schemas(MongoDatabase database, DatabaseOptions options, Duration lease) {
        this.database = database;
        this.options = options;
        this.lease = lease;
    }

    /**
     * Runs the migrations first, since they may make what the indexes need.
     *
     * @param place how to call the database in messages
     */
    public void prepare(String place) {
        try {
            var missing = new ArrayList<String>();
            for (var schema : options.schemas()) {
                missing.addAll(migrated(schema));
            }
            for (var model : RecordModel.all(options.schemas())) {
                missing.addAll(indexed(model));
            }
            if (!missing.isEmpty()) {
                throw new DatabaseFailure("migrations are pending: " + String.join(", ", missing), null);
            }
        } catch (MongoException failure) {
            throw new DatabaseFailure("%s cannot be prepared: %s".formatted(place, failure.getMessage()), failure);
        }
    }

    private List<String> migrated(Schema schema) {
        var history = new History(database, schema);
        if (!options.migrating()) {
            return history.pending().stream()
                    .map(migration -> schema.name() + " " + migration)
                    .toList();
        }
        if (!history.pending().isEmpty()) {
            try (var lock = MigrationLock.take(database, schema.history(), lease)) {
                history.pending().forEach(migration -> history.apply(migration, lock));
            }
        }
        return List.of();
    }

    private List<String> indexed(RecordModel<?, ?> model) {
        var indexes = new Indexes(database, model);
        var missing = indexes.missing();
        if (options.migrating()) {
            indexes.create();
            return List.of();
        }
        return missing;
    }
}
