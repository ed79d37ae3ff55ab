package dev.holdfast;

/**
 * What a limit has to say about one request.
 *
 * @param limit the name of the limit
 * @param policy its quota, as {@code RateLimit-Policy} tells it
 * @param quota how many requests it grants
 * @param left how many of them are left after this one
 * @param seconds until all of them are there again
 */
public record Allowance(String limit, String policy, long quota, long left, long seconds) {}
