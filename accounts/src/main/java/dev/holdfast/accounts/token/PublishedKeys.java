package dev.holdfast.accounts.token;

import java.util.List;

/** The public keys by which others may check access tokens: a JWK Set (RFC 7517), as it is written in JSON. */
public record PublishedKeys(List<PublishedKey> keys) {

    public PublishedKeys {
        keys = List.copyOf(keys);
    }
}
