package dev.holdfast.myapp;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;

/** What a migration does on MongoDB. */
final class Collections {

    private Collections() {}

    /** The first of these is what keeps two messages of a room from having one number. */
    static void indexRooms(MongoDatabase database) {
        database.getCollection("messages")
                .createIndex(Indexes.ascending("room", "number"), new IndexOptions().unique(true));
        database.getCollection("messages").createIndex(Indexes.ascending("room", "createdAt"));
        database.getCollection("rooms").createIndex(Indexes.ascending("owner"));
        database.getCollection("room_seats").createIndex(Indexes.ascending("room", "createdAt", "_id"));
        database.getCollection("room_seats").createIndex(Indexes.ascending("member", "room", "_id"));
    }
}
