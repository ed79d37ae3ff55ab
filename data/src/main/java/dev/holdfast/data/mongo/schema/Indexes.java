package dev.holdfast.data.mongo.schema;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import dev.holdfast.data.DatabaseFailure;
import dev.holdfast.data.Migration;
import dev.holdfast.data.Progress;
import dev.holdfast.data.mapping.Column;
import dev.holdfast.data.mapping.RecordModel;
import dev.holdfast.data.mapping.Trait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bson.Document;

/** The collection of a model, and the indexes that keep its values apart. */
final class Indexes {

    private static final int EXISTS = 48;
    private static final int TAKEN = 11_000;

    private final String schema;
    private final MongoDatabase database;
    private final RecordModel<?, ?> model;
    private final MongoCollection<Document> collection;

    Indexes(MongoDatabase database, String schema, RecordModel<?, ?> model) {
        this.schema = schema;
        this.database = database;
        this.model = model;
        this.collection = database.getCollection(model.table());
    }

    /** Returns everything the model needs, and whether it is there. */
    List<Migration> migrations() {
        return Stream.concat(
                        Stream.of(migration(collectionInWords(), isThere())),
                        unique().map(column -> migration(inWords(column), isServed(column))))
                .toList();
    }

    private Migration migration(String words, boolean isThere) {
        var state = isThere ? Migration.State.APPLIED : Migration.State.PENDING;
        return new Migration(schema, "", words, words, state, Optional.empty());
    }

    private String collectionInWords() {
        return "the collection " + model.table();
    }

    private String inWords(Column<?, ?> column) {
        return "a unique index on %s.%s".formatted(model.table(), column.name());
    }

    /** Makes what is not there; another program may be doing so at the same time. */
    void create(Progress progress) {
        if (!isThere()) {
            telling(collectionInWords(), progress, this::createCollection);
        }
        unique().filter(column -> !isServed(column))
                .forEach(column -> telling(inWords(column), progress, () -> createIndex(column)));
    }

    private void telling(String words, Progress progress, Runnable work) {
        var started = System.nanoTime();
        var migration = migration(words, false);
        progress.applying(migration);
        work.run();
        progress.applied(migration, Duration.ofNanos(System.nanoTime() - started));
    }

    private boolean isThere() {
        return database.listCollectionNames().into(new ArrayList<>()).contains(model.table());
    }

    private void createCollection() {
        try {
            database.createCollection(model.table());
        } catch (MongoCommandException failure) {
            if (failure.getCode() != EXISTS) {
                throw failure;
            }
        }
    }

    private Stream<? extends Column<?, ?>> unique() {
        return model.columns().stream().filter(column -> column.is(Trait.UNIQUE) && !column.is(Trait.ID));
    }

    private boolean isServed(Column<?, ?> column) {
        return collection.listIndexes().into(new ArrayList<>()).stream().anyMatch(index -> serves(index, column));
    }

    private static boolean serves(Document index, Column<?, ?> column) {
        var key = index.get("key", Document.class);
        return key.keySet().equals(Set.of(column.name()))
                && index.getBoolean("unique", false)
                && index.getBoolean("sparse", false) == column.is(Trait.OPTIONAL)
                && !index.containsKey("partialFilterExpression")
                && !index.containsKey("collation");
    }

    /** Absent values are no values that two records could have in common. */
    private void createIndex(Column<?, ?> column) {
        var options = new IndexOptions().unique(true).sparse(column.is(Trait.OPTIONAL));
        try {
            collection.createIndex(new Document(column.name(), 1), options);
        } catch (MongoException failure) {
            throw new DatabaseFailure(
                    failure.getCode() == TAKEN
                            ? "%s is @Unique, and %s has documents with the same value: make them differ first (%s)"
                                    .formatted(column, model.table(), failure.getMessage())
                            : "the unique index on %s.%s cannot be made; if there is another index on it, drop that one: %s"
                                    .formatted(model.table(), column.name(), failure.getMessage()),
                    failure);
        }
    }
}
