package dev.holdfast.data.mongo;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.conversions.Bson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Undoes what is left of an insertion that failed in the middle, on a server without transactions. */
final class TakenBack {

    private static final Logger LOG = LoggerFactory.getLogger(TakenBack.class);

    private TakenBack() {}

    /**
     * Deletes those that were inserted. They come in their order, so an error that names one tells which: all before it. Any
     * other failure does not tell, and then only what is in every field what was to be inserted is known to be ours.
     */
    static void of(MongoCollection<BsonDocument> collection, List<BsonDocument> inserted, RuntimeException failure) {
        try {
            if (failure instanceof MongoBulkWriteException bulk
                    && !bulk.getWriteErrors().isEmpty()) {
                var before =
                        inserted.subList(0, bulk.getWriteErrors().getFirst().getIndex());
                var ids = before.stream()
                        .map(document -> document.get(Documents.ID))
                        .toList();
                collection.deleteMany(Filters.in(Documents.ID, ids));
            } else {
                inserted.forEach(document -> collection.deleteOne((Bson) document));
            }
        } catch (MongoException second) {
            failure.addSuppressed(second);
            LOG.error(
                    "some of {} documents that were to be stored together may have stayed alone in {}",
                    inserted.size(),
                    collection.getNamespace(),
                    second);
        }
    }
}
