package dev.holdfast.data;

import com.mongodb.client.MongoDatabase;

/**
 * A change of a MongoDB database that is made once, by one of the programs that share it; given to {@link Schema#documents}.
 *
 * <p>A program may die in the middle of it, and then it is done again from its beginning: it must not mind what it finds done.
 *
 * @param version its place among the migrations of its schema, from 1 on; a later migration has a higher one
 * @param description what it does, in a few words; like the version it never changes once it was applied
 * @param work the change
 */
public record DocumentMigration(int version, String description, Work work) {

    /** What a migration does. */
    @FunctionalInterface
    public interface Work {

        /** Does it, within no transaction and with no limit of time. */
        void on(MongoDatabase database) throws Exception;
    }

    public DocumentMigration {
        if (version < 1 || description.isBlank()) {
            throw new IllegalArgumentException("a migration has a version from 1 on and a description");
        }
    }

    @Override
    public String toString() {
        return version + " (" + description + ")";
    }
}
