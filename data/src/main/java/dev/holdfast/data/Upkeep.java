package dev.holdfast.data;

import dev.holdfast.data.mongo.MongoUpkeep;
import dev.holdfast.data.postgres.PostgresUpkeep;
import dev.holdfast.data.sqlite.SqliteUpkeep;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What people do to a database from outside the program that uses it.
 *
 * <p>What only reads may be done while the program runs; the rest is refused meanwhile where one process alone may write.
 */
public sealed interface Upkeep permits SqliteUpkeep, PostgresUpkeep, MongoUpkeep {

    /** The upkeep of the database the options name. */
    static Upkeep of(DatabaseOptions options) {
        return switch (options.scheme()) {
            case SQLITE -> new SqliteUpkeep(options);
            case MONGODB -> new MongoUpkeep(options);
            case POSTGRES -> new PostgresUpkeep(options);
        };
    }

    /** Returns every migration and what became of it; reads only. */
    List<Migration> migrations();

    /** Applies what is pending, and compares the models with the tables. */
    void migrate(Progress progress);

    /** Does the same to a copy beside it and throws that away; the database itself is only read. */
    void rehearse(Progress progress);

    /**
     * Drafts the statements that would make the tables fit the models of a schema, going by the migrations there are; touches no
     * database.
     *
     * @return the statements for each kind of SQL database, by the name of the kind
     */
    SortedMap<String, String> draft(Schema schema);

    /**
     * Writes a copy of the database as it is at one moment; reads only. The failure of a database that has tools of its own for
     * this says what to type; so does that of {@link #restore}.
     *
     * @param file where to; there must be nothing yet
     */
    Backup backup(Path file, Progress progress);

    /**
     * Puts a copy in the place of the database.
     *
     * @param file the copy, which is only read
     * @return where the database that was there has been put aside, where there was one
     */
    Optional<Path> restore(Path file, Progress progress);
}
