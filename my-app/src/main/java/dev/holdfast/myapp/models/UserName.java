package dev.holdfast.myapp.models;

/** A user as others see them. */
public record UserName(UserId id, String name) {}
