package dev.holdfast.accounts.token;

import static dev.holdfast.accounts.token.Forge.HEADER;
import static dev.holdfast.accounts.token.Forge.SECRET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.SignedJWT;
import dev.holdfast.Kind;
import dev.holdfast.Problem;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What access tokens say, and for how long. */
class AccessTokensTest {

    private final TestClock clock = new TestClock();
    private final AccessTokens tokens = over(Keys.secret(SECRET));

    @TempDir
    Path first;

    @TempDir
    Path second;

    private AccessTokens over(Keys keys) {
        return new AccessTokens(TokenSettings.of("app"), keys, clock);
    }

    private static void refused(AccessTokens tokens, String token) {
        assertThatThrownBy(() -> tokens.read(token))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Kind.UNAUTHENTICATED));
    }

    private void refused(String token) {
        refused(tokens, token);
    }

    private String withClaims(String claims) {
        return Forge.signed(HEADER, claims, SECRET);
    }

    /** The claims that hold, with one of them told otherwise. */
    private String changed(String name, String value) {
        var before = Forge.claims(clock.instant());
        var after = before.replaceFirst("\"" + name + "\":(\"\\w+\"|\\d+)", "\"" + name + "\":" + value);
        assertThat(after).isNotEqualTo(before);
        return withClaims(after);
    }

    private String with(String more) {
        return withClaims(Forge.claims(clock.instant()).replaceFirst("}$", "," + more + "}"));
    }

    private String without(String name) {
        var before = Forge.claims(clock.instant());
        var after =
                before.replaceFirst("\"" + name + "\":(\"\\w+\"|\\d+),?", "").replace(",}", "}");
        assertThat(after).isNotEqualTo(before);
        return withClaims(after);
    }

    @Test
    void a_token_says_whom_it_stands_for_and_until_when() {
        var read = tokens.read(tokens.make("ann", "one", Map.of()));

        assertThat(read).isEqualTo(new AccessToken("ann", "one", clock.instant().plus(Duration.ofMinutes(15))));
    }

    @Test
    void a_token_made_letter_by_letter_is_read_like_one_of_ours() {
        assertThat(tokens.read(withClaims(Forge.claims(clock.instant()))).userId())
                .isEqualTo("ann");
    }

    @Test
    void claims_of_the_program_are_in_its_tokens() throws ParseException {
        var token = tokens.make("ann", "one", Map.of("plan", "gold", "seats", 3));
        var claims = SignedJWT.parse(token).getJWTClaimsSet();

        assertThat(claims.getStringClaim("plan")).isEqualTo("gold");
        assertThat(claims.getIntegerClaim("seats")).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"iss", "sub", "aud", "exp", "nbf", "iat", "jti", "sid", "typ"})
    void claims_with_a_meaning_of_their_own_are_not_the_programs_to_set(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tokens.make("ann", "one", Map.of(name, "x")))
                .withMessageContaining(" " + name + " ");
    }

    @Test
    void a_token_that_could_not_be_read_again_is_not_made() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tokens.make("ann", "one", Map.of("much", "x".repeat(4_000))))
                .withMessageContaining("longer than 4096 characters");
    }

    @Test
    void every_token_has_a_name_of_its_own() {
        assertThat(tokens.make("ann", "one", Map.of())).isNotEqualTo(tokens.make("ann", "one", Map.of()));
    }

    @Test
    void J4_a_token_ends_when_it_says_also_after_it_was_read_once() {
        var token = tokens.make("ann", "one", Map.of());
        tokens.read(token);
        clock.advance(Duration.ofMinutes(15).minusSeconds(1));
        assertThatCode(() -> tokens.read(token)).doesNotThrowAnyException();

        clock.advance(Duration.ofSeconds(1));
        refused(token);
        refused(token);
    }

    @Test
    void J4_a_token_holds_from_the_time_it_says_also_after_it_was_read_once() {
        var token = with("\"nbf\":" + (clock.instant().getEpochSecond() + 5));
        refused(token);
        clock.advance(Duration.ofSeconds(5));
        assertThatCode(() -> tokens.read(token)).doesNotThrowAnyException();

        clock.advance(Duration.ofSeconds(-1));
        refused(token);
    }

    @Test
    void J4_a_token_of_the_future_is_refused_until_then() {
        var token = changed("iat", String.valueOf(clock.instant().getEpochSecond() + 1));
        refused(token);
        clock.advance(Duration.ofSeconds(1));
        assertThatCode(() -> tokens.read(token)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"exp", "iat", "iss", "aud", "sub", "sid"})
    void J4_a_claim_that_is_missing_is_refused(String name) {
        refused(without(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"soon\"", "null", "{}", "[9]", "-1"})
    void J4_an_end_that_is_no_time_to_come_is_refused(String end) {
        refused(changed("exp", end));
    }

    @ParameterizedTest
    @ValueSource(strings = {"JWT", "rt+jwt", "dpop+jwt", "logout+jwt", ""})
    void J5_a_token_of_another_type_is_refused(String type) {
        refused(Forge.signed(HEADER.replace("at+jwt", type), Forge.claims(clock.instant()), SECRET));
    }

    @Test
    void J5_a_token_without_a_type_is_refused() {
        refused(Forge.signed("{\"alg\":\"HS256\"}", Forge.claims(clock.instant()), SECRET));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"other\"", "\"APP\"", "[\"app\"]", "null", "5"})
    void J6_a_token_of_another_issuer_is_refused(String issuer) {
        refused(changed("iss", issuer));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"other\"", "\"APP\"", "[\"app\",\"other\"]", "[]", "null", "5"})
    void J6_a_token_for_another_audience_is_refused(String audience) {
        refused(changed("aud", audience));
    }

    @Test
    void J9_a_secret_that_is_too_short_signs_nothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Keys.secret(new byte[31]))
                .withMessage("the secret of access tokens has at least 32 bytes");
    }

    @Test
    void J10_an_old_key_holds_while_its_file_is_there_and_no_longer() throws Exception {
        var old = PemFolder.ed25519().getPrivate();
        var fresh = PemFolder.ec("secp256r1").getPrivate();
        var before = over(new PemFolder(first).with("2026-01.pem", old).keys());
        var between = over(new PemFolder(first).with("2026-02.pem", fresh).keys());
        var after = over(new PemFolder(second).with("2026-02.pem", fresh).keys());
        var token = before.make("ann", "one", Map.of());
        var rotated = between.make("ann", "one", Map.of());

        assertThat(between.read(token).userId()).isEqualTo("ann");
        refused(before, rotated);
        refused(after, token);
        assertThat(after.read(rotated).userId()).isEqualTo("ann");
    }

    @Test
    void J10_a_key_that_was_only_renamed_is_another() throws Exception {
        PrivateKey key = PemFolder.ed25519().getPrivate();
        var token = over(new PemFolder(first).with("one.pem", key).keys()).make("ann", "one", Map.of());

        refused(over(new PemFolder(second).with("two.pem", key).keys()), token);
    }

    @Test
    void what_was_refused_is_not_remembered_and_what_was_verified_is_within_bounds() {
        var remembered = VerifiedTokens.bounded();
        var bounded = new AccessTokens(TokenSettings.of("app"), Keys.secret(SECRET), clock, remembered);
        refused(bounded, changed("iss", "\"other\""));
        assertThat(remembered.size()).isZero();

        var made = IntStream.range(0, 10_500)
                .mapToObj(index -> bounded.make("user " + index, "one", Map.of()))
                .toList();
        made.forEach(bounded::read);

        assertThat(remembered.size()).isBetween(9_000L, 10_000L);
        assertThat(List.of(
                        bounded.read(made.getFirst()).userId(),
                        bounded.read(made.getLast()).userId()))
                .containsExactly("user 0", "user 10499");
    }

    @Test
    void a_token_that_was_verified_is_known_again_by_every_letter() {
        var token = tokens.make("ann", "one", Map.of());
        assertThat(tokens.read(token)).isEqualTo(tokens.read(token));

        refused(token.substring(0, token.length() - 1));
        refused(token + "A");
    }
}
