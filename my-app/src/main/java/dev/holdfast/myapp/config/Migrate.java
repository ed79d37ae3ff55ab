package dev.holdfast.myapp.config;

/** When migrations are applied. */
public enum Migrate {
    /** Whenever the program starts. */
    AT_START,
    /** When somebody runs the command; a start refuses to go on without it. */
    BY_COMMAND
}
