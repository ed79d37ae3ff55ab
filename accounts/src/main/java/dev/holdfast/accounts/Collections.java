package dev.holdfast.accounts;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;

/** The indexes of accounts on MongoDB. */
final class Collections {

    private Collections() {}

    static void index(MongoDatabase database) {
        database.getCollection("account_sessions").createIndex(Indexes.ascending("userId"));
        database.getCollection("account_sessions").createIndex(Indexes.ascending("endsAt"));
        database.getCollection("account_mailed_secrets").createIndex(Indexes.ascending("userId"));
        database.getCollection("account_mailed_secrets").createIndex(Indexes.ascending("endsAt"));
        database.getCollection("account_events").createIndex(Indexes.ascending("at", "_id"));
        database.getCollection("account_events").createIndex(Indexes.ascending("userId", "at", "_id"));
        database.getCollection("account_keys").createIndex(Indexes.ascending("madeBy"));
        database.getCollection("account_keys").createIndex(Indexes.ascending("endsAt"));
    }

    static void indexIdentities(MongoDatabase database) {
        database.getCollection("account_identities").createIndex(Indexes.ascending("userId"));
    }
}
