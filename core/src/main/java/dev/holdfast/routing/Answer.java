package dev.holdfast.routing;

/**
 * One way in which a route answers when it succeeds.
 *
 * @param status a status below 400
 */
public record Answer(int status, Shape shape) {}
