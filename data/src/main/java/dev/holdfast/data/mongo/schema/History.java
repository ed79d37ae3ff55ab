package dev.holdfast.data.mongo.schema;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import dev.holdfast.data.DatabaseFailure;
import dev.holdfast.data.DocumentMigration;
import dev.holdfast.data.Migration;
import dev.holdfast.data.Progress;
import dev.holdfast.data.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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

    /** Returns every migration that was applied or will be. */
    List<Migration> migrations() {
        var done = new ArrayList<Migration>();
        var versions = new HashSet<Integer>();
        for (var each : applied.find().sort(Sorts.ascending("_id")).into(new ArrayList<>())) {
            versions.add(each.getInteger("_id"));
            done.add(migration(
                    each.getInteger("_id"),
                    String.valueOf(each.getString("description")),
                    state(each),
                    Optional.ofNullable(each.getDate("appliedAt")).map(Date::toInstant)));
        }
        var pending = schema.documents().stream()
                .filter(each -> !versions.contains(each.version()))
                .map(this::pending);
        return Stream.concat(done.stream(), pending).toList();
    }

    private Migration.State state(Document done) {
        return schema.documents().stream()
                .filter(known -> known.version() == done.getInteger("_id"))
                .map(known -> known.description().equals(done.getString("description"))
                        ? Migration.State.APPLIED
                        : Migration.State.CHANGED)
                .findFirst()
                .orElse(Migration.State.UNKNOWN);
    }

    private Migration pending(DocumentMigration migration) {
        return migration(migration.version(), migration.description(), Migration.State.PENDING, Optional.empty());
    }

    private Migration migration(int version, String description, Migration.State state, Optional<Instant> at) {
        var words = "%d (%s)".formatted(version, description);
        return new Migration(schema.name(), Integer.toString(version), description, words, state, at);
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
    void apply(DocumentMigration migration, MigrationLock lock, Progress progress) {
        var started = System.nanoTime();
        progress.applying(pending(migration));
        try {
            migration.work().on(database);
        } catch (Exception failure) {
            throw new DatabaseFailure(
                    "migration %s of %s failed, and is done again from its beginning next time: %s"
                            .formatted(migration, schema.name(), failure.getMessage()),
                    failure);
        }
        lock.confirm();
        var took = Duration.ofNanos(System.nanoTime() - started);
        applied.insertOne(new Document("_id", migration.version())
                .append("description", migration.description())
                .append("appliedAt", Date.from(Instant.now()))
                .append("millis", took.toMillis()));
        LOG.info("migration {} of {} was applied in {} ms", migration, schema.name(), took.toMillis());
        progress.applied(pending(migration), took);
    }
}
