package dev.holdfast.data;

import org.jspecify.annotations.Nullable;

/** A fault of the program, of its tables or of the database itself; nothing a client could do better. */
public final class DatabaseFailure extends IllegalStateException {

    /** A failure and what led to it. */
    public DatabaseFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
