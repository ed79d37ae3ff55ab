package dev.holdfast.accounts.openid;

import dev.holdfast.accounts.provider.Provider;
import java.net.URI;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What a provider tells of itself (OpenID Connect Discovery 1.0 section 3).
 *
 * @param users where it tells of whoever has signed in, beside the ID token
 * @param wantsSecretInBody whether it takes the secret of a client in the body alone, and not in the header
 * @param namesItself whether it says who it is when it sends the browser back (RFC 9207)
 */
record Metadata(
        URI authorization, URI token, URI keys, Optional<URI> users, boolean wantsSecretInBody, boolean namesItself) {

    private static final String PLACE = "/.well-known/openid-configuration";

    static URI placeOf(Provider provider) {
        var issuer = provider.issuer().toString();
        return URI.create((issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer) + PLACE);
    }

    static Metadata read(Provider provider, Calls.Answer answer) throws NotSignedIn {
        var told = answer.object();
        if (!told.path("issuer").asString("").equals(provider.issuer().toString())) {
            throw Calls.unavailable(answer.from(), "speaks for another issuer than " + provider.issuer());
        }
        var methods = told.path("token_endpoint_auth_methods_supported");
        return new Metadata(
                address(provider, answer, told, "authorization_endpoint"),
                address(provider, answer, told, "token_endpoint"),
                address(provider, answer, told, "jwks_uri"),
                told.has("userinfo_endpoint")
                        ? Optional.of(address(provider, answer, told, "userinfo_endpoint"))
                        : Optional.empty(),
                methods.isArray() && names(methods, "client_secret_post") && !names(methods, "client_secret_basic"),
                told.path("authorization_response_iss_parameter_supported").asBoolean(false));
    }

    private static boolean names(JsonNode list, String word) {
        return list.valueStream().anyMatch(each -> each.asString("").equals(word));
    }

    private static URI address(Provider provider, Calls.Answer answer, JsonNode told, String name) throws NotSignedIn {
        try {
            var address = URI.create(told.path(name).asString(""));
            if (provider.trusts(address)) {
                return address;
            }
        } catch (IllegalArgumentException _) {
            // The same is said of both below.
        }
        throw Calls.unavailable(answer.from(), "names no usable " + name);
    }
}
