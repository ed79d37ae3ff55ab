package dev.holdfast.myapp.config;

/** What the program is run for; production unless said otherwise. */
public enum Mode {
    PRODUCTION,
    DEVELOPMENT,
    TEST
}
