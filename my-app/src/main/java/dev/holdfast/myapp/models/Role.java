package dev.holdfast.myapp.models;

/** What a user may do. */
public enum Role {
    USER,
    ADMIN
}
