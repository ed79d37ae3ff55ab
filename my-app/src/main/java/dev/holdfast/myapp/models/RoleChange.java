package dev.holdfast.myapp.models;

/** What an admin makes of a user. */
public record RoleChange(Role role) {}
