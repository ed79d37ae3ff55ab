package dev.holdfast.data.mongo;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.connection.ClusterType;
import dev.holdfast.data.Capabilities;
import dev.holdfast.data.Database;
import dev.holdfast.data.DatabaseFailure;
import dev.holdfast.data.DatabaseOptions;
import dev.holdfast.data.Model;
import dev.holdfast.data.NativeWork;
import dev.holdfast.data.Repository;
import dev.holdfast.data.Schema;
import dev.holdfast.data.Statistics;
import dev.holdfast.data.mapping.RecordModel;
import dev.holdfast.data.mongo.schema.Schemas;
import dev.holdfast.data.store.Attempts;
import dev.holdfast.data.store.Cursors;
import dev.holdfast.data.store.Slots;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A database on a MongoDB server, or on several.
 *
 * <p>Threading: any thread calls; virtual threads park while they wait for the server.
 */
public final class MongoStore implements Database {

    private static final Logger LOG = LoggerFactory.getLogger(MongoStore.class);
    private static final Duration DRAIN = Duration.ofSeconds(10);

    private final MongoClient client;
    private final Capabilities capabilities;
    private final Slots slots;
    private final Tally tally = new Tally();
    private final Calls calls;
    private final List<Schema> schemas;
    private final Cursors cursors;
    private final Clock clock;
    private final AtomicBoolean closed = new AtomicBoolean();

    private MongoStore(MongoClient client, MongoDatabase database, Capabilities capabilities, DatabaseOptions options) {
        this.client = client;
        this.capabilities = capabilities;
        slots = new Slots(options.pool());
        schemas = options.schemas();
        cursors = new Cursors(options.cursorKey());
        clock = options.clock();
        var transactions = new Transactions(client, database, tally);
        calls = new Calls(database, slots, transactions, capabilities.transactions(), options.timeout(), tally);
    }

    /** Opens the database the options name. */
    public static MongoStore open(DatabaseOptions options) {
        return open(options, Attempts.AT_START);
    }

    /** Opens the database the options name, trying so often. */
    public static MongoStore open(DatabaseOptions options, Attempts attempts) {
        var url = options.url();
        var address = attempts.reach(Address.shown(url), () -> Address.of(url), Errors::isPassing);
        var client = MongoClients.create(address.settings(options));
        try {
            var database = client.getDatabase(address.database());
            var capabilities =
                    attempts.reach(address.toString(), () -> capabilities(client, database), Errors::isPassing);
            new Schemas(database, options).prepare(address.toString());
            LOG.info("MongoDB {} at {}, {}", capabilities.version(), address, kind(capabilities));
            return new MongoStore(client, database, capabilities, options);
        } catch (RuntimeException | Error failure) {
            client.close();
            throw failure;
        }
    }

    private static String kind(Capabilities capabilities) {
        return capabilities.transactions() ? "with transactions" : "a single server, so without transactions";
    }

    /** What the servers have said of themselves is known after the first command. */
    private static Capabilities capabilities(MongoClient client, MongoDatabase database) {
        var built = database.runCommand(command("buildInfo"), BsonDocument.class);
        var type = client.getClusterDescription().getType();
        var transactional =
                type == ClusterType.REPLICA_SET || type == ClusterType.SHARDED || type == ClusterType.LOAD_BALANCED;
        var version = built.getString("version", new BsonString("unknown")).getValue();
        return new Capabilities("MongoDB", version, transactional, false, false, true);
    }

    private static BsonDocument command(String name) {
        return new BsonDocument(name, new BsonInt32(1));
    }

    @Override
    public <T extends Record, ID> Repository<T, ID> repository(Model<T, ID> model) {
        return new MongoRepository<>(RecordModel.in(schemas, model), calls, cursors, clock);
    }

    @Override
    public <R extends @Nullable Object, X extends Throwable> R inTransaction(
            ScopedValue.CallableOp<? extends R, X> body) throws X {
        return calls.inTransaction(body);
    }

    @Override
    public <N, R> R natively(Class<N> driver, NativeWork<N, R> work) {
        if (driver != MongoDatabase.class) {
            throw new IllegalArgumentException(
                    "this database is reached by " + MongoDatabase.class.getName() + ", not by " + driver);
        }
        try {
            return calls.write(database -> done(work, driver.cast(database)));
        } catch (MongoException failure) {
            throw Errors.passing(failure);
        }
    }

    private static <N, R> R done(NativeWork<N, R> work, N database) {
        try {
            return work.with(database);
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new DatabaseFailure("the work on the database failed: " + failure.getMessage(), failure);
        }
    }

    @Override
    public void ping() {
        try {
            calls.read(database -> database.runCommand(command("ping")));
        } catch (MongoException failure) {
            throw Errors.passing(failure);
        }
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public Statistics statistics() {
        return new Statistics(tally.commits(), tally.writes(), slots.waiting(), slots.busy(), slots.size());
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            slots.close(DRAIN);
            client.close();
        }
    }
}
