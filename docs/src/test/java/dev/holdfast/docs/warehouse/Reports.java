package dev.holdfast.docs.warehouse;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import dev.holdfast.data.Database;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;

/** What has to be asked in the language of the database. */
final class Reports {

    private final Database database;

    Reports(Database database) {
        this.database = database;
    }

    // tag::sql[]
    /** How many pieces lie on each shelf. */
    Map<String, Long> byShelf() {
        return database.natively(Connection.class, connection -> {
            var shelves = new TreeMap<String, Long>();
            try (var statement = connection.prepareStatement(
                            "SELECT shelf, sum(stock) FROM articles WHERE shelf IS NOT NULL GROUP BY shelf");
                    var rows = statement.executeQuery()) {
                while (rows.next()) {
                    shelves.put(rows.getString(1), rows.getLong(2));
                }
            }
            return shelves;
        });
    }
    // end::sql[]

    // tag::mongo[]
    /** The same of MongoDB, whose fields are called as the components are. */
    Map<String, Long> byShelfOfDocuments() {
        return database.natively(MongoDatabase.class, documents -> {
            var shelves = new TreeMap<String, Long>();
            var grouped = List.of(
                    Aggregates.match(new Document("shelf", new Document("$ne", null))),
                    Aggregates.group("$shelf", Accumulators.sum("stock", "$stock")));
            documents
                    .getCollection("articles")
                    .aggregate(grouped)
                    .forEach(group -> shelves.put(group.getString("_id"), group.getLong("stock")));
            return shelves;
        });
    }
    // end::mongo[]
}
