package dev.holdfast.data.mongo;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.holdfast.data.Backup;
import dev.holdfast.data.DatabaseFailure;
import dev.holdfast.data.DatabaseOptions;
import dev.holdfast.data.Migration;
import dev.holdfast.data.Progress;
import dev.holdfast.data.Schema;
import dev.holdfast.data.Upkeep;
import dev.holdfast.data.mongo.schema.Schemas;
import dev.holdfast.data.sqlite.Drafts;
import dev.holdfast.data.store.Attempts;
import dev.holdfast.data.store.CommandLine;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import org.bson.BsonDocument;
import org.bson.BsonInt32;

/** The upkeep of a MongoDB database. */
public final class MongoUpkeep implements Upkeep {

    private final DatabaseOptions options;
    private final Address address;

    /** The upkeep of the database the options name. */
    public MongoUpkeep(DatabaseOptions options) {
        this.options = options;
        this.address = Address.of(options.url());
    }

    @Override
    public List<Migration> migrations() {
        return reached(
                client -> new Schemas(client.getDatabase(address.database()), options).migrations(address.toString()));
    }

    @Override
    public void migrate(Progress progress) {
        reached(client -> {
            new Schemas(client.getDatabase(address.database()), options).migrate(address.toString(), progress);
            return true;
        });
    }

    @Override
    public void rehearse(Progress progress) {
        reached(client -> {
            new Rehearsal(client, address, options, progress).run();
            return true;
        });
    }

    private <R> R reached(Function<MongoClient, R> work) {
        try (var client = MongoClients.create(address.settings(options))) {
            var ping = new BsonDocument("ping", new BsonInt32(1));
            Attempts.AT_START.reach(
                    address.toString(),
                    () -> client.getDatabase(address.database()).runCommand(ping),
                    Errors::isPassing);
            return work.apply(client);
        } catch (MongoException failure) {
            throw new DatabaseFailure("%s refused: %s".formatted(address, failure.getMessage()), failure);
        }
    }

    @Override
    public SortedMap<String, String> draft(Schema schema) {
        return Drafts.of(options.schemas(), schema);
    }

    @Override
    public Backup backup(Path file, Progress progress) {
        throw CommandLine.instead(
                "MongoDB is backed up by its own mongodump, which asks for the password",
                "mongodump",
                "--gzip",
                "--archive=" + file,
                "--uri=" + address.shareable());
    }

    @Override
    public Optional<Path> restore(Path file, Progress progress) {
        throw CommandLine.instead(
                "MongoDB is restored by its own mongorestore, which asks for the password and replaces the collections; stop the program first",
                "mongorestore",
                "--drop",
                "--gzip",
                "--archive=" + file,
                "--uri=" + address.shareable());
    }
}
