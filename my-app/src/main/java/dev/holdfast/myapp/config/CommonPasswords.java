package dev.holdfast.myapp.config;

/** What becomes of a password that is on the list of common ones. */
public enum CommonPasswords {
    REFUSED,
    ACCEPTED
}
