package dev.holdfast.data.mongo;

import com.mongodb.MongoException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import dev.holdfast.data.DatabaseFailure;
import dev.holdfast.data.DatabaseOptions;
import dev.holdfast.data.Progress;
import dev.holdfast.data.mongo.schema.MigrationLock;
import dev.holdfast.data.mongo.schema.Schemas;

/**
 * Migrates a copy of a database, on the same servers, and drops it. A copy that a killed rehearsal has left is dropped by the next.
 *
 * @param address the database
 * @param progress what hears how it goes
 */
record Rehearsal(MongoClient client, Address address, DatabaseOptions options, Progress progress) {

    private static final int LONGEST_NAME = 63;
    private static final int NOT_ALLOWED = 13;

    /** A database that one rehearsal at a time has, and that is dropped when it is not needed any more. */
    private record Copy(MongoDatabase database, MigrationLock lock) implements AutoCloseable {

        static Copy in(MongoDatabase database) {
            var lock = MigrationLock.take(database, "rehearsal", MigrationLock.LEASE);
            for (var left : database.listCollectionNames()) {
                if (!left.equals(MigrationLock.LOCKS)) {
                    database.getCollection(left).drop();
                }
            }
            return new Copy(database, lock);
        }

        @Override
        public void close() {
            try (lock) {
                database.drop();
            }
        }
    }

    void run() {
        var place = client.getDatabase(name()).withWriteConcern(WriteConcern.W1);
        try (var copy = Copy.in(place)) {
            new CollectionCopy(client.getDatabase(address.database()), copy.database()).run(progress);
            new Schemas(copy.database(), options).migrate("the copy of " + address, progress);
        } catch (MongoException refused) {
            throw refused.getCode() == NOT_ALLOWED
                    ? new DatabaseFailure(
                            "a rehearsal needs a database of its own for the copy, and this user may not use %s: have an administrator grant it the role dbOwner there, or rehearse as another user"
                                    .formatted(place.getName()),
                            refused)
                    : refused;
        }
    }

    private String name() {
        var name = "holdfast_rehearsal_" + address.database();
        return name.substring(0, Math.min(name.length(), LONGEST_NAME));
    }
}
