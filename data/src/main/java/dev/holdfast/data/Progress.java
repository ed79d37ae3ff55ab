package dev.holdfast.data;

import java.time.Duration;

/** Hears how long work on a database goes on; from one thread at a time. */
public interface Progress {

    /** Hears nothing. */
    Progress UNHEARD = new Progress() {};

    /**
     * So much has been copied.
     *
     * @param bytes what is written
     * @param about what there is to write, more or less
     */
    default void copied(long bytes, long about) {}

    /** A migration begins. */
    default void applying(Migration migration) {}

    /** A migration was applied. */
    default void applied(Migration migration, Duration took) {}
}
