package dev.holdfast.data.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.holdfast.data.Progress;
import dev.holdfast.data.mongo.schema.MigrationLock;
import dev.holdfast.data.store.CopyCount;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.Document;
import org.bson.RawBsonDocument;

/**
 * Fills an empty database with the documents and indexes of another one; a batch of documents is kept here at a time. What is written
 * meanwhile may be in the copy or not.
 *
 * @param from what is read
 * @param to what is filled
 */
record CollectionCopy(MongoDatabase from, MongoDatabase to) {

    private static final int BATCH = 1_000;
    private static final int BATCH_BYTES = 4 << 20;

    void run(Progress progress) {
        var size =
                from.runCommand(new BsonDocument("dbStats", new BsonInt32(1))).get("dataSize", Number.class);
        var count = new CopyCount(progress, size.longValue());
        for (var name : collections()) {
            to.createCollection(name);
            copyIndexes(name);
            copyDocuments(name, count);
        }
        count.end();
    }

    /** Views hold no documents of their own. */
    private List<String> collections() {
        return from.listCollections().into(new ArrayList<>()).stream()
                .filter(each -> each.get("type", "collection").equals("collection"))
                .map(each -> each.getString("name"))
                .filter(name -> !name.startsWith("system.") && !name.equals(MigrationLock.LOCKS))
                .toList();
    }

    private void copyIndexes(String name) {
        var indexes = from.getCollection(name).listIndexes().into(new ArrayList<>());
        indexes.removeIf(index -> "_id_".equals(index.getString("name")));
        indexes.forEach(index -> index.keySet().removeAll(List.of("v", "ns")));
        if (!indexes.isEmpty()) {
            to.runCommand(new Document("createIndexes", name).append("indexes", indexes));
        }
    }

    private void copyDocuments(String name, CopyCount count) {
        var target = to.getCollection(name, RawBsonDocument.class);
        var batch = new ArrayList<RawBsonDocument>();
        var bytes = 0;
        for (var document :
                from.getCollection(name, RawBsonDocument.class).find().batchSize(BATCH)) {
            batch.add(document);
            bytes += document.getByteBuffer().remaining();
            if (batch.size() == BATCH || bytes > BATCH_BYTES) {
                write(batch, target);
                count.add(bytes);
                bytes = 0;
            }
        }
        write(batch, target);
        count.add(bytes);
    }

    private static void write(List<RawBsonDocument> batch, MongoCollection<RawBsonDocument> target) {
        if (!batch.isEmpty()) {
            target.insertMany(batch);
            batch.clear();
        }
    }
}
