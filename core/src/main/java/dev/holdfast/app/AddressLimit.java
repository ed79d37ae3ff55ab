package dev.holdfast.app;

import dev.holdfast.limit.Limit;
import dev.holdfast.limit.Quota;

/**
 * How often one address may ask, an IPv6 one together with its whole /64.
 *
 * @param limit counts what was asked
 * @param under the beginning of the paths that count, segments as a route writes them; {@code /} for all
 * @param hasOldFields whether answers also carry {@code X-RateLimit-Limit}, {@code -Remaining} and {@code -Reset}, for clients
 *     that know no others
 */
public record AddressLimit(Limit limit, String under, boolean hasOldFields) {

    public AddressLimit {
        if (!under.startsWith("/") || (under.length() > 1 && under.endsWith("/"))) {
            throw new IllegalArgumentException(
                    "the beginning of a path starts with a slash, and ends with none: " + under);
        }
    }

    /** So much for each address, whatever it asks for; counted in the memory of this process. */
    public static AddressLimit of(Quota quota) {
        return of(Limit.of("default", quota));
    }

    /** So much for each address, whatever it asks for. */
    public static AddressLimit of(Limit limit) {
        return new AddressLimit(limit, "/", false);
    }

    /** Returns this limit for paths that begin so. */
    public AddressLimit under(String path) {
        return new AddressLimit(limit, path, hasOldFields);
    }

    /** Returns this limit with the older fields beside the standard ones. */
    public AddressLimit withOldFields() {
        return new AddressLimit(limit, under, true);
    }
}
