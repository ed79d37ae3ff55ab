package dev.holdfast.myapp;

import static dev.holdfast.myapp.Browser.failure;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.opts.AllowWeakRSAKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import dev.holdfast.myapp.FakeProvider.Making;
import dev.holdfast.myapp.FakeProvider.Person;
import dev.holdfast.testkit.Backend;
import dev.holdfast.testkit.FakeClock;
import dev.holdfast.testkit.Reply;
import dev.holdfast.testkit.TestClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a provider may say of somebody, and what nobody must be let in by (OpenID Connect Core 1.0 section 3.1.3.7). */
class ProviderTokenTest {

    static final FakeClock CLOCK = FakeClock.atNoon();
    static final FakeProvider PROVIDER = new FakeProvider(CLOCK);
    private static final Person ANN = Person.of("ann", "ann@example.com");

    @RegisterExtension
    static final Backend BACKEND = Fixture.backend(CLOCK, _ -> {}, PROVIDER.settings());

    private final TestClient visitor = BACKEND.inMemory();

    @AfterAll
    static void stop() {
        PROVIDER.close();
    }

    private Reply bring(Making making) {
        var browser = Browser.begin(visitor);
        return browser.back(PROVIDER.approve(browser.page(), ANN, making));
    }

    private void assertAccepted(Making making) {
        assertThat(Browser.place(bring(making))).isEqualTo(Browser.HOME + "#signed-in");
    }

    private void assertRefused(Making making) {
        assertThat(failure(bring(making))).isEqualTo("token_refused");
    }

    private static Date in(long seconds) {
        return Date.from(CLOCK.instant().plusSeconds(seconds));
    }

    @Test
    void a_token_of_each_kind_of_key_is_accepted() {
        assertAccepted(PROVIDER.keys::signed);
        assertAccepted(PROVIDER.keys::signedByCurve);
        assertAccepted(PROVIDER.keys::signedByEdwards);
    }

    @Test
    void a_token_with_more_than_one_audience_says_who_has_asked() {
        assertAccepted(PROVIDER.with(
                claims -> claims.audience(List.of(FakeProvider.CLIENT, "other")).claim("azp", FakeProvider.CLIENT)));
        assertAccepted(PROVIDER.with(claims -> claims.claim("azp", FakeProvider.CLIENT)));
    }

    @Test
    void clocks_may_differ_by_a_minute() {
        assertAccepted(PROVIDER.with(claims -> claims.issueTime(in(59)).notBeforeTime(in(59))));
        assertAccepted(PROVIDER.with(claims -> claims.expirationTime(in(-59))));
    }

    @Test
    void a_token_with_one_claim_wrong_is_refused() {
        List<UnaryOperator<JWTClaimsSet.Builder>> changes = List.of(
                claims -> claims.issuer(PROVIDER.issuer() + "/"),
                claims -> claims.issuer(null),
                claims -> claims.audience("other"),
                claims -> claims.audience((String) null),
                claims -> claims.audience(List.of(FakeProvider.CLIENT, "other")),
                claims -> claims.audience(List.of(FakeProvider.CLIENT, "other")).claim("azp", "other"),
                claims -> claims.claim("azp", "other"),
                claims -> claims.claim("nonce", null),
                claims -> claims.claim("nonce", ""),
                claims -> claims.claim("nonce", "of another attempt"),
                claims -> claims.claim("nonce", 1),
                claims -> claims.subject(null),
                claims -> claims.subject(""),
                claims -> claims.subject("x".repeat(256)),
                claims -> claims.expirationTime(in(-60)),
                claims -> claims.expirationTime(null),
                claims -> claims.claim("exp", "tomorrow"),
                claims -> claims.issueTime(in(61)),
                claims -> claims.issueTime(null),
                claims -> claims.notBeforeTime(in(61)));
        for (var index = 0; index < changes.size(); index++) {
            assertThat(failure(bring(PROVIDER.with(changes.get(index)))))
                    .as("change %d", index)
                    .isEqualTo("token_refused");
        }
    }

    @Test
    void J1_what_is_signed_by_nobody_or_by_what_everybody_knows_is_refused() {
        var secret = FakeProvider.SECRET.getBytes(StandardCharsets.UTF_8);
        assertRefused(claims -> new PlainJWT(claims.build()).serialize());
        assertRefused(claims -> FakeKeys.signed(claims, JWSAlgorithm.HS256, "rsa", new MACSigner(secret)));
        assertRefused(claims -> FakeKeys.signed(
                claims,
                JWSAlgorithm.HS256,
                "rsa",
                new MACSigner(PROVIDER.keys.rsa.toRSAPublicKey().getEncoded())));
        assertRefused(claims -> FakeKeys.signed(
                claims, JWSAlgorithm.RS256, "rsa", new RSASSASigner(new RSAKeyGenerator(2048).generate())));
        assertRefused(
                claims -> FakeKeys.signed(claims, JWSAlgorithm.RS512, "rsa", new RSASSASigner(PROVIDER.keys.rsa)));
        assertRefused(
                claims -> FakeKeys.signed(claims, JWSAlgorithm.RS256, "curved", new RSASSASigner(PROVIDER.keys.rsa)));
    }

    @Test
    void a_signature_that_is_changed_or_cut_is_refused() {
        assertRefused(claims -> cut(PROVIDER.keys.signed(claims)));
        assertRefused(claims -> cut(PROVIDER.keys.signedByCurve(claims)));
        assertRefused(claims -> cut(PROVIDER.keys.signedByEdwards(claims)));
        assertRefused(claims -> changed(PROVIDER.keys.signedByEdwards(claims)));
        assertRefused(claims -> changed(PROVIDER.keys.signedByCurve(claims)));
        assertRefused(claims -> changed(PROVIDER.keys.signed(claims)));
    }

    private static String cut(String token) {
        return token.substring(0, token.lastIndexOf('.') + 1);
    }

    private static String changed(String token) {
        var at = token.lastIndexOf('.') + 10;
        return token.substring(0, at) + (token.charAt(at) == 'A' ? 'B' : 'A') + token.substring(at + 1);
    }

    @Test
    void what_is_no_token_is_refused() {
        for (var text : List.of("", "x", "a.b.c", "..", "e30.e30.", "x".repeat(70_000))) {
            assertRefused(_ -> text);
        }
    }

    @Test
    void a_new_key_is_read_once_it_is_used_and_one_nobody_has_asks_no_more_than_once_a_minute() throws Exception {
        var before = PROVIDER.keys.shown().toArray(com.nimbusds.jose.jwk.JWK[]::new);
        CLOCK.advance(Duration.ofMinutes(1));
        assertAccepted(PROVIDER.keys::signed);
        CLOCK.advance(Duration.ofMinutes(1));
        var asked = PROVIDER.asked("/keys");
        var next = new RSAKeyGenerator(2048).keyID("next").generate();
        Making byNext = claims -> FakeKeys.signed(claims, JWSAlgorithm.RS256, "next", new RSASSASigner(next));
        try {
            PROVIDER.keys.show(next.toPublicJWK());
            assertAccepted(byNext);
            assertAccepted(byNext);
            assertThat(PROVIDER.asked("/keys")).isEqualTo(asked + 1);

            assertRefused(PROVIDER.keys::signed);
            assertRefused(PROVIDER.keys::signed);
            assertThat(PROVIDER.asked("/keys")).isEqualTo(asked + 1);

            CLOCK.advance(Duration.ofMinutes(1));
            assertRefused(PROVIDER.keys::signed);
            assertRefused(PROVIDER.keys::signed);
            assertThat(PROVIDER.asked("/keys")).isEqualTo(asked + 2);
        } finally {
            PROVIDER.keys.show(before);
            CLOCK.advance(Duration.ofMinutes(1));
            assertAccepted(PROVIDER.keys::signed);
        }
    }

    @Test
    void a_key_that_is_weak_or_for_something_else_is_none() throws Exception {
        var weak = new RSAKeyGenerator(1024, true).keyID("weak").generate();
        var packing = new RSAKeyGenerator(2048)
                .keyID("packing")
                .keyUse(KeyUse.ENCRYPTION)
                .generate();
        var other = new RSAKeyGenerator(2048)
                .keyID("other")
                .algorithm(JWSAlgorithm.PS256)
                .generate();
        var before = PROVIDER.keys.shown().toArray(com.nimbusds.jose.jwk.JWK[]::new);
        PROVIDER.keys.show(weak.toPublicJWK(), packing.toPublicJWK(), other.toPublicJWK());
        CLOCK.advance(Duration.ofMinutes(1));
        try {
            for (RSAKey key : List.of(weak, packing, other)) {
                assertRefused(claims -> FakeKeys.signed(
                        claims,
                        JWSAlgorithm.RS256,
                        key.getKeyID(),
                        new RSASSASigner(key.toRSAPrivateKey(), java.util.Set.of(AllowWeakRSAKey.getInstance()))));
            }
        } finally {
            PROVIDER.keys.show(before);
            CLOCK.advance(Duration.ofMinutes(1));
        }
    }
}
