package dev.holdfast.data.mongo.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.holdfast.data.DatabaseFailure;
import dev.holdfast.data.MongoServers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who may migrate, and when another one may instead. */
class MigrationLockTest {

    private static final Duration LEASE = Duration.ofMillis(500);
    private static final String NAME = "people_schema_history";

    private final ConnectionString address = new ConnectionString(MongoServers.fresh());
    private final MongoClient client = MongoClients.create(address);
    private final MongoDatabase database = client.getDatabase(String.valueOf(address.getDatabase()));

    @AfterEach
    void leaveNothing() {
        client.close();
        MongoServers.dropAll();
    }

    @Test
    void a_lock_is_free_again_when_its_holder_is_done() {
        MigrationLock.take(database, NAME, LEASE).close();

        MigrationLock.take(database, NAME, LEASE).close();

        assertThat(database.getCollection("holdfast_locks").countDocuments()).isZero();
    }

    @Test
    void a_living_holder_keeps_the_lock_however_long_it_takes() throws Exception {
        var first = MigrationLock.take(database, NAME, LEASE);
        var second = CompletableFuture.supplyAsync(() -> MigrationLock.take(database, NAME, LEASE));

        assertThatThrownBy(() -> second.get(LEASE.toMillis() * 4, TimeUnit.MILLISECONDS))
                .isInstanceOf(TimeoutException.class);
        first.confirm();
        first.close();

        second.get(10, TimeUnit.SECONDS).close();
    }

    @Test
    void the_lock_of_a_dead_holder_is_taken_over_when_its_lease_is_over() {
        database.getCollection("holdfast_locks")
                .insertOne(new Document("_id", NAME)
                        .append("owner", "somebody dead")
                        .append("beat", 7L));
        var started = System.nanoTime();

        try (var lock = MigrationLock.take(database, NAME, LEASE)) {
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isGreaterThan(LEASE);
            lock.confirm();
        }
        assertThat(database.getCollection("holdfast_locks").countDocuments()).isZero();
    }

    @Test
    void who_has_lost_the_lock_is_told_and_leaves_it_to_the_other() {
        try (var lock = MigrationLock.take(database, NAME, LEASE)) {
            database.getCollection("holdfast_locks").updateOne(Filters.eq(NAME), Updates.set("owner", "another"));

            assertThatThrownBy(lock::confirm)
                    .isInstanceOf(DatabaseFailure.class)
                    .hasMessageContaining("another program has taken " + NAME + " over");
        }
        assertThat(database.getCollection("holdfast_locks").find().first()).containsEntry("owner", "another");
    }
}
