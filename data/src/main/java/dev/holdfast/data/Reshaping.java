package dev.holdfast.data;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import java.util.ArrayList;
import java.util.function.Function;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * A change of the shape of many documents, in batches. A program may die in the middle of it: the next one goes on with what has the
 * old shape still.
 */
public final class Reshaping {

    private static final int BATCH = 500;

    private Reshaping() {}

    /**
     * Changes every document of the old shape, in the order of the ids; one that somebody else has brought into the new shape
     * meanwhile is left as it is.
     *
     * @param collection where the documents are
     * @param oldShape a condition that holds before the change and not after it
     * @param change what to do to a document, as {@code Updates} of the driver says it
     * @return how many were changed
     */
    public static long of(MongoCollection<Document> collection, Bson oldShape, Function<Document, Bson> change) {
        var changed = 0L;
        var rest = oldShape;
        while (true) {
            var batch = collection
                    .find(rest)
                    .sort(Sorts.ascending("_id"))
                    .limit(BATCH)
                    .into(new ArrayList<>());
            if (batch.isEmpty()) {
                return changed;
            }
            var updates = batch.stream()
                    .map(document -> new UpdateOneModel<Document>(
                            Filters.and(Filters.eq(document.get("_id")), oldShape), change.apply(document)))
                    .toList();
            changed += collection.bulkWrite(updates).getModifiedCount();
            rest = Filters.and(oldShape, Filters.gt("_id", batch.getLast().get("_id")));
        }
    }
}
