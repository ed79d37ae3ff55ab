package dev.holdfast.data.mongo.schema;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import dev.holdfast.data.DatabaseFailure;
import dev.holdfast.data.DocumentMigration;
import dev.holdfast.data.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which migrations of documents a database has seen. */
final class History {

    private static final Logger LOG = LoggerFactory.getLogger(History.class);

    private final MongoDatabase database;
    private final Schema schema;
    private final MongoCollection<Document> applied;

    History(MongoDatabase database, Schema schema) {
        this.database = database;
        this.schema = schema;
        this.applied = database.getCollection(schema.history());
    }

    /** Returns what is still to be done, in its order; fails where what was done is not what the program says. */
    List<DocumentMigration> pending() {
        var pending = new ArrayList<>(schema.documents());
        for (var done : applied.find().sort(Sorts.ascending("_id")).into(new ArrayList<>())) {
            var known = pending.isEmpty() ? null : pending.getFirst();
            if (known == null || known.version() != done.getInteger("_id")) {
                throw unknown(done);
            }
            if (!known.description().equals(done.getString("description"))) {
                throw new DatabaseFailure(
                        "migration %s of %s was applied as \"%s\": what was applied is never changed, so add another one"
                                .formatted(known, schema.name(), done.getString("description")),
                        null);
            }
            pending.removeFirst();
        }
        return pending;
    }

    private DatabaseFailure unknown(Document done) {
        var version = done.getInteger("_id");
        var isThere = schema.documents().stream().anyMatch(migration -> migration.version() == version);
        var early = schema.documents().stream()
                .filter(migration -> migration.version() < version && !isApplied(migration))
                .findFirst();
        if (isThere && early.isPresent()) {
            return new DatabaseFailure(
                    "migration %s of %s comes too late: %d was applied already, so give it a higher version"
                            .formatted(early.get(), schema.name(), version),
                    null);
        }
        return new DatabaseFailure(
                "migration %d (%s) of %s was applied, and this program does not have it: it is older than its database, or the migration was removed"
                        .formatted(version, done.getString("description"), schema.name()),
                null);
    }

    private boolean isApplied(DocumentMigration migration) {
        return applied.find(new Document("_id", migration.version())).first() != null;
    }

    /** Does it and writes it down; what fails is not written down, and is done again at the next start. */
    void apply(DocumentMigration migration, MigrationLock lock) {
        var started = System.nanoTime();
        try {
            migration.work().on(database);
        } catch (Exception failure) {
            throw new DatabaseFailure(
                    "migration %s of %s failed, and is done again at the next start: %s"
                            .formatted(migration, schema.name(), failure.getMessage()),
                    failure);
        }
        lock.confirm();
        var millis = (System.nanoTime() - started) / 1_000_000;
        applied.insertOne(new Document("_id", migration.version())
                .append("description", migration.description())
                .append("appliedAt", Date.from(Instant.now()))
                .append("millis", millis));
        LOG.info("migration {} of {} was applied in {} ms", migration, schema.name(), millis);
    }
}
