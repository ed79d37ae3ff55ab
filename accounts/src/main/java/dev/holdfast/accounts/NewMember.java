package dev.holdfast.accounts;

/**
 * Somebody whom a provider knows and the program does not yet.
 *
 * @param name what the provider calls them, or the beginning of their address; 1 to 100 characters, which are theirs to choose
 * @param email trimmed and lowercased; the provider says that it is theirs
 */
public record NewMember(String name, String email) {}
