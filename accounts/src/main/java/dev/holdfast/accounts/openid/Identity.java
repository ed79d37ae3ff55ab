package dev.holdfast.accounts.openid;

import java.util.Optional;

/**
 * Somebody as a provider knows them.
 *
 * @param issuer the provider
 * @param subject the provider's name of them, which never becomes somebody else's
 * @param address what the provider says is their own, trimmed and lowercased; empty where it does not say so
 * @param name what they are called, at most 100 characters; empty where the provider does not say
 */
public record Identity(String issuer, String subject, Optional<String> address, Optional<String> name) {}
