package dev.holdfast.data.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.mongodb.ConnectionString;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoSocketReadException;
import com.mongodb.ServerAddress;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import dev.holdfast.data.MongoServers;
import java.util.List;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is left of an insertion that failed in the middle, where there are no transactions. */
class TakenBackTest {

    private final ConnectionString address = new ConnectionString(MongoServers.fresh());
    private final MongoClient client = MongoClients.create(address);
    private final MongoCollection<BsonDocument> things =
            client.getDatabase(String.valueOf(address.getDatabase())).getCollection("things", BsonDocument.class);

    private final List<BsonDocument> ours = List.of(
            BsonDocument.parse("{_id: 'a', text: 'ours', tags: ['x']}"),
            BsonDocument.parse("{_id: 'b', text: 'ours', tags: []}"),
            BsonDocument.parse("{_id: 'c', text: 'ours', tags: []}"));

    @AfterEach
    void leaveNothing() {
        client.close();
        MongoServers.dropAll();
    }

    @Test
    void what_came_before_the_refused_one_goes_by_its_id() {
        things.insertOne(BsonDocument.parse("{_id: 'b', text: 'of another'}"));
        var refused = catchThrowableOfType(MongoBulkWriteException.class, () -> things.insertMany(ours));
        things.updateOne(BsonDocument.parse("{_id: 'a'}"), BsonDocument.parse("{$set: {text: 'seen and changed'}}"));

        TakenBack.of(things, ours, refused);

        assertThat(things.find().map(thing -> thing.getString("text").getValue()))
                .containsExactly("of another");
    }

    @Test
    void when_nobody_knows_what_was_stored_only_what_is_ours_in_every_field_goes() {
        things.insertOne(ours.getFirst());
        things.insertOne(BsonDocument.parse("{_id: 'b', text: 'of another', tags: []}"));

        TakenBack.of(things, ours, new MongoSocketReadException("the line broke", new ServerAddress()));

        assertThat(things.find().map(thing -> thing.getString("text").getValue()))
                .containsExactly("of another");
    }
}
