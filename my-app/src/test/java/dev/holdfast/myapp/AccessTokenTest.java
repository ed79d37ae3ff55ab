package dev.holdfast.myapp;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.holdfast.testkit.Backend;
import dev.holdfast.testkit.FakeClock;
import dev.holdfast.testkit.TestClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tokens that must not open anything (RFC 8725). */
class AccessTokenTest {

    static final FakeClock CLOCK = FakeClock.atNoon();
    static final byte[] SECRET = Fixture.SECRET.getBytes(StandardCharsets.UTF_8);

    @RegisterExtension
    static final Backend BACKEND = Fixture.backend(CLOCK);

    private final TestClient visitor = BACKEND.inMemory();
    private String rootId = "";
    private String session = "";

    @BeforeEach
    void signIn() throws Exception {
        var reply =
                visitor.post("/api/v1/auth/login", Map.of("email", "root@example.com", "password", Fixture.PASSWORD));
        rootId = reply.textAt("/data/user/id");
        session = SignedJWT.parse(reply.textAt("/data/accessToken"))
                .getJWTClaimsSet()
                .getStringClaim("sid");
    }

    private JWTClaimsSet.Builder good() {
        return new JWTClaimsSet.Builder()
                .issuer("my-app")
                .audience("my-app")
                .subject(rootId)
                .claim("sid", session)
                .issueTime(Date.from(CLOCK.instant()))
                .expirationTime(Date.from(CLOCK.instant().plus(Duration.ofMinutes(1))));
    }

    private static String signed(JWTClaimsSet claims, JWSAlgorithm algorithm, String type, byte[] secret)
            throws Exception {
        var token = new SignedJWT(
                new JWSHeader.Builder(algorithm).type(new JOSEObjectType(type)).build(), claims);
        token.sign(new MACSigner(secret));
        return token.serialize();
    }

    private int statusOf(String token) {
        return visitor.bearing(token).get("/api/v1/users/me").status();
    }

    @Test
    void a_token_with_every_claim_right_is_accepted() throws Exception {
        assertThat(statusOf(signed(good().build(), JWSAlgorithm.HS256, "at+jwt", SECRET)))
                .isEqualTo(200);
    }

    @Test
    void J6_a_token_with_one_claim_wrong_is_401() throws Exception {
        var past = Date.from(CLOCK.instant());
        var future = Date.from(CLOCK.instant().plusSeconds(5));
        List<UnaryOperator<JWTClaimsSet.Builder>> changes = List.of(
                claims -> claims.issuer("other"),
                claims -> claims.audience("other"),
                claims -> claims.audience(List.of("my-app", "other")),
                claims -> claims.subject(null),
                claims -> claims.subject("nobody"),
                claims -> claims.subject("00000000-0000-7000-8000-000000000000"),
                claims -> claims.expirationTime(past),
                claims -> claims.expirationTime(null),
                claims -> claims.claim("sid", null),
                claims -> claims.claim("sid", "a session"),
                claims -> claims.issueTime(future));
        for (var change : changes) {
            var claims = change.apply(good()).build();
            assertThat(statusOf(signed(claims, JWSAlgorithm.HS256, "at+jwt", SECRET)))
                    .as(claims.toString())
                    .isEqualTo(401);
        }
    }

    @Test
    void J2_another_algorithm_type_or_key_is_401() throws Exception {
        var claims = good().build();
        var longer = (new String(SECRET, StandardCharsets.UTF_8) + "and more bytes than any algorithm asks for")
                .getBytes(StandardCharsets.UTF_8);

        assertThat(statusOf(new PlainJWT(claims).serialize())).isEqualTo(401);
        assertThat(statusOf(signed(claims, JWSAlgorithm.HS512, "at+jwt", longer)))
                .isEqualTo(401);
        assertThat(statusOf(signed(claims, JWSAlgorithm.HS256, "JWT", SECRET))).isEqualTo(401);
        assertThat(statusOf(signed(claims, JWSAlgorithm.HS256, "at+jwt", longer)))
                .isEqualTo(401);
    }

    @Test
    void J8_a_signature_with_any_bit_changed_or_none_is_401() throws Exception {
        var token = signed(good().build(), JWSAlgorithm.HS256, "at+jwt", SECRET);
        var cut = token.lastIndexOf('.') + 1;
        var signature = Base64.getUrlDecoder().decode(token.substring(cut));
        for (var index = 0; index < signature.length; index++) {
            var changed = signature.clone();
            changed[index] ^= 1;
            var forged = token.substring(0, cut)
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
            assertThat(statusOf(forged)).isEqualTo(401);
        }
        assertThat(statusOf(token.substring(0, cut))).isEqualTo(401);
        assertThat(statusOf(token.substring(0, cut - 1))).isEqualTo(401);
    }

    @Test
    void J7_what_is_no_token_is_401() {
        for (var text : List.of("x", "a.b.c", "..", "x".repeat(8_000), "a.b.c.d.e", "%00")) {
            assertThat(statusOf(text)).isEqualTo(401);
        }
        assertThat(visitor.with("Authorization", "Basic cm9vdDpyb290")
                        .get("/api/v1/users/me")
                        .status())
                .isEqualTo(401);
        assertThat(visitor.with("Authorization", "Bearer")
                        .get("/api/v1/users/me")
                        .status())
                .isEqualTo(401);
    }
}
