package dev.holdfast.accounts.openid;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.holdfast.accounts.provider.Provider;
import dev.holdfast.config.Secret;
import java.net.URI;
import java.util.Base64;

/** Brings a provider the code it has sent along with a browser, and gets the tokens for it (RFC 6749 section 4.1.3). */
final class CodeExchange {

    private final Provider provider;
    private final URI back;
    private final Calls calls;

    CodeExchange(Provider provider, URI back, Calls calls) {
        this.provider = provider;
        this.back = back;
        this.calls = calls;
    }

    /** What a provider gives for a code; an empty text where it gives none. It does not print itself. */
    record Granted(String idToken, String accessToken) {
        @Override
        public String toString() {
            return "hidden";
        }
    }

    Granted redeem(String code, Attempt attempt, Metadata metadata) throws NotSignedIn {
        var form = new Form()
                .with("grant_type", "authorization_code")
                .with("code", code)
                .with("redirect_uri", back.toString())
                .with("code_verifier", attempt.verifier());
        var answer = ask(form, metadata);
        if (answer.status() >= 400 && answer.status() < 500) {
            throw new NotSignedIn(Refusal.PROVIDER_REFUSED, "the provider does not accept the code: " + answer.error());
        }
        var granted = answer.object();
        return new Granted(
                granted.path("id_token").asString(""),
                granted.path("access_token").asString(""));
    }

    private Calls.Answer ask(Form form, Metadata metadata) throws NotSignedIn {
        var secret = provider.clientSecret();
        if (secret.isPresent() && !metadata.wantsSecretInBody()) {
            return calls.post(metadata.token(), form.text(), basic(secret.get()));
        }
        var named = form.with("client_id", provider.clientId());
        var whole =
                secret.map(known -> named.with("client_secret", known.value())).orElse(named);
        return calls.post(metadata.token(), whole.text(), null);
    }

    /** Both are encoded as in a form first (RFC 6749 section 2.3.1). */
    private String basic(Secret secret) {
        var pair = Form.encoded(provider.clientId()) + ":" + Form.encoded(secret.value());
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    }
}
