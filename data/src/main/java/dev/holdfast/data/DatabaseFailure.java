package dev.holdfast.data;

import org.jspecify.annotations.Nullable;

/** A fault of the program, of its tables or of the database itself; nothing a client could do better. */
public sealed class DatabaseFailure extends IllegalStateException permits PendingMigrations {

    /** A failure and what led to it. */
    public DatabaseFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
