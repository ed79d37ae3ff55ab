package dev.holdfast.data;

import java.time.Instant;
import java.util.Optional;

/**
 * A migration and what became of it in a database. In MongoDB the collections and unique indexes that the models need count as such.
 *
 * @param schema the part of the program it belongs to
 * @param version its number; empty where it is repeated whenever it changes, and for collections and indexes
 * @param name what it does, by the name of its file
 * @param file the name of its file, without the kind of database; what it is in words where there are no files
 * @param state what became of it
 * @param appliedAt when it was applied, where that is known
 */
public record Migration(
        String schema, String version, String name, String file, State state, Optional<Instant> appliedAt) {

    /** What became of a migration. */
    public enum State {
        /** It was applied. */
        APPLIED,
        /** It will be applied. */
        PENDING,
        /** It was applied, and its file is not the same any more. */
        CHANGED,
        /** It was applied, and there is no such file in this program. */
        UNKNOWN,
        /** It went wrong where the database could not undo it. */
        FAILED
    }
}
