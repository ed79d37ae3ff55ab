package dev.holdfast.accounts.provider;

import dev.holdfast.config.Secret;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Another place where people have an account, by which they may sign in here: any provider of OpenID Connect. What exists is
 * usable; whatever else is refused by an {@link IllegalArgumentException}.
 *
 * @param name as it stands in the URL of its routes: small letters, digits and hyphens
 * @param issuer as the provider writes it, to the letter
 * @param clientId the name under which the provider knows this program
 * @param clientSecret what proves it; empty for a public client, which PKCE alone protects
 * @param scopes what is asked for; {@code openid} is among them
 */
public record Provider(String name, URI issuer, String clientId, Optional<Secret> clientSecret, List<String> scopes) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");
    private static final Pattern SCOPE = Pattern.compile("[!#-\\[\\]-~]{1,100}");
    private static final Pattern ID = Pattern.compile("[ -~]{1,255}");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    public Provider {
        scopes = List.copyOf(scopes);
        require(NAME.matcher(name).matches(), "its name has 1 to 32 small letters, digits and hyphens");
        require(isSafe(issuer), "its issuer is an https:// address, or http:// on the own machine alone");
        require(issuer.getQuery() == null, "an issuer has no query");
        require(ID.matcher(clientId).matches() && !clientId.isBlank(), "its client id is printable ASCII");
        require(clientSecret.isEmpty() || !clientSecret.get().value().isBlank(), "an empty client secret is none");
        require(scopes.contains("openid"), "openid is among its scopes");
        require(scopes.stream().allMatch(scope -> SCOPE.matcher(scope).matches()), "a scope is one word of ASCII");
    }

    /** A public client of a provider that is asked for name and address. */
    public static Provider of(String name, URI issuer, String clientId) {
        return new Provider(name, issuer, clientId, Optional.empty(), List.of("openid", "email", "profile"));
    }

    /** Returns this provider with a secret that the program shares with it. */
    public Provider secret(Secret secret) {
        return new Provider(name, issuer, clientId, Optional.of(secret), scopes);
    }

    /** Returns this provider asked for something else. */
    public Provider scopes(List<String> others) {
        return new Provider(name, issuer, clientId, clientSecret, others);
    }

    /** Says whether what goes to an address of this provider is read by nobody on the way: TLS, or the machine is not left. */
    public boolean trusts(URI address) {
        return isSafe(address)
                && (address.getScheme().equals("https") || issuer.getScheme().equals("http"));
    }

    private static boolean isSafe(URI address) {
        if (address.getHost() == null || address.getRawUserInfo() != null || address.getRawFragment() != null) {
            return false;
        }
        return "https".equals(address.getScheme())
                || ("http".equals(address.getScheme()) && LOOPBACK.contains(address.getHost()));
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException("not a usable provider: " + otherwise);
        }
    }
}
