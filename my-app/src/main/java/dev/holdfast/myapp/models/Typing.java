package dev.holdfast.myapp.models;

/** Somebody is about to say something. */
public record Typing(RoomName room) {}
