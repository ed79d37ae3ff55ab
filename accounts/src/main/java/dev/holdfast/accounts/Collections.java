package dev.holdfast.accounts;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;

/** What a migration of accounts does on MongoDB. */
final class Collections {

    private Collections() {}

    /** Passwords set before they were numbered count as the first, as they do in SQL. */
    static void numberPasswords(MongoDatabase database) {
        database.getCollection("account_credentials")
                .updateMany(Filters.exists("passwordVersion", false), Updates.set("passwordVersion", 1));
    }

    static void index(MongoDatabase database) {
        database.getCollection("account_sessions").createIndex(Indexes.ascending("userId"));
        database.getCollection("account_sessions").createIndex(Indexes.ascending("endsAt"));
        database.getCollection("account_mailed_secrets").createIndex(Indexes.ascending("userId"));
        database.getCollection("account_mailed_secrets").createIndex(Indexes.ascending("email"));
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
