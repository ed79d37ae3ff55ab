package dev.holdfast.data.mapping;

/** What holds for a column besides its type. */
public enum Trait {
    /** The record is found by it. */
    ID,
    /** No two records have the same value. */
    UNIQUE,
    /** It may be absent. */
    OPTIONAL,
    /** It is read only when asked for. */
    HIDDEN,
    /** White space around its text is dropped. */
    TRIM,
    /** Its text is lowercased. */
    LOWERCASE,
    /** The repository writes when the record was first stored. */
    CREATED_AT,
    /** The repository writes when the record was last stored. */
    UPDATED_AT,
    /** The repository counts how often the record was stored. */
    VERSION;

    /** Says whether only the repository, or nobody, may change such a column. */
    boolean fixed() {
        return switch (this) {
            case ID, CREATED_AT, UPDATED_AT, VERSION -> true;
            case UNIQUE, OPTIONAL, HIDDEN, TRIM, LOWERCASE -> false;
        };
    }
}
