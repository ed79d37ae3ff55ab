package dev.holdfast.data.mongo.schema;

import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.holdfast.data.DatabaseFailure;
import java.time.Duration;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What only one of several programs holds while it migrates. Its holder counts a number up; who waits and sees the same number for
 * the length of a lease takes the lock over. No clock of one machine is compared with that of another.
 *
 * <p>Threading: used by the thread that took it; a thread of its own gives the signs of life.
 */
public final class MigrationLock implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MigrationLock.class);
    /** The collection in which locks are kept. */
    public static final String LOCKS = "holdfast_locks";
    /** A holder that gives no sign of life for so long counts as dead. */
    public static final Duration LEASE = Duration.ofSeconds(30);

    private static final int TAKEN = 11_000;

    private final MongoCollection<Document> locks;
    private final String name;
    private final String owner;
    private final Duration lease;
    private final Thread heart;

    private MigrationLock(MongoCollection<Document> locks, String name, String owner, Duration lease) {
        this.locks = locks;
        this.name = name;
        this.owner = owner;
        this.lease = lease;
        heart = Thread.ofPlatform().name("holdfast-migration-lock").daemon().unstarted(this::live);
    }

    /** Waits until the lock is free, or its holder is dead. */
    public static MigrationLock take(MongoDatabase database, String name, Duration lease) {
        var owner = "%d-%s".formatted(ProcessHandle.current().pid(), UUID.randomUUID());
        var lock = new MigrationLock(database.getCollection(LOCKS), name, owner, lease);
        try {
            lock.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new DatabaseFailure("the wait for the migrations of another program was interrupted", stopped);
        }
        lock.heart.start();
        return lock;
    }

    private void await() throws InterruptedException {
        @Nullable Document before = null;
        var since = System.nanoTime();
        while (!isInserted()) {
            var now = locks.find(Filters.eq(name)).first();
            if (now == null) {
                continue;
            }
            if (!now.equals(before)) {
                before = now;
                since = System.nanoTime();
            } else if (System.nanoTime() - since > lease.toNanos() && isTakenFrom(now)) {
                LOG.warn(
                        "{} was held by {}, which has given no sign of life for {} s",
                        name,
                        now.get("owner"),
                        lease.toSeconds());
                return;
            }
            LOG.debug("waiting for {}, which is held by {}", name, now.get("owner"));
            Thread.sleep(lease.dividedBy(20));
        }
    }

    private boolean isInserted() {
        try {
            locks.insertOne(new Document("_id", name).append("owner", owner).append("beat", 0L));
            return true;
        } catch (MongoWriteException failure) {
            if (failure.getCode() != TAKEN) {
                throw failure;
            }
            return false;
        }
    }

    private boolean isTakenFrom(Document dead) {
        var unchanged = Filters.and(
                Filters.eq(name), Filters.eq("owner", dead.get("owner")), Filters.eq("beat", dead.get("beat")));
        return locks.updateOne(unchanged, Updates.combine(Updates.set("owner", owner), Updates.set("beat", 0L)))
                        .getMatchedCount()
                == 1;
    }

    /** Fails where somebody else has taken the lock over. */
    void confirm() {
        if (!isBeating()) {
            throw new DatabaseFailure(
                    "another program has taken %s over, because this one gave no sign of life for %d s: start this one again"
                            .formatted(name, lease.toSeconds()),
                    null);
        }
    }

    private boolean isBeating() {
        return locks.updateOne(mine(), Updates.inc("beat", 1L)).getMatchedCount() == 1;
    }

    private Bson mine() {
        return Filters.and(Filters.eq(name), Filters.eq("owner", owner));
    }

    private void live() {
        try {
            while (true) {
                Thread.sleep(lease.dividedBy(5));
                beat();
            }
        } catch (InterruptedException released) {
            LOG.debug("{} needs no more signs of life", name, released);
        }
    }

    private void beat() {
        try {
            if (!isBeating()) {
                LOG.error("{} was taken over by another program while this one migrates", name);
            }
        } catch (MongoException failure) {
            LOG.warn("no sign of life could be given for {}", name, failure);
        }
    }

    @Override
    public void close() {
        try {
            heart.interrupt();
            heart.join();
            locks.deleteOne(mine());
        } catch (MongoException failure) {
            LOG.warn("{} could not be released, and is free when its lease is over", name, failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
