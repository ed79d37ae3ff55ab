package dev.holdfast.myapp;

import java.util.Locale;

/** Whom the table of authorization asks about: a column each, in this order. */
enum Asker {
    /** Nobody who is known. */
    VISITOR,
    /** A user who owns nothing of what is asked for. */
    OTHER_USER,
    /** The user whom the path is about. */
    OWNER,
    ADMIN;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
