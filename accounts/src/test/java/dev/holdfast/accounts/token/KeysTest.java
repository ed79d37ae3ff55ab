package dev.holdfast.accounts.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.holdfast.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A folder of keys: what it is for, and what is said of one that cannot be used. */
class KeysTest {

    /** The examples of RFC 8410 section 10; the second carries its public half and an attribute. */
    private static final String OF_THE_RFC = "MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC";

    private static final String WITH_PUBLIC_HALF = "MHICAQEwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC"
            + "oB8wHQYKKoZIhvcNAQkJFDEPDA1DdXJkbGUgQ2hhaXJzgSEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=";

    private static final String PUBLIC_HALF = "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=";

    @TempDir
    Path path;

    private PemFolder folder() {
        return new PemFolder(path);
    }

    private static AccessTokens over(Keys keys) {
        return new AccessTokens(TokenSettings.of("app"), keys, Clock.systemUTC());
    }

    private static String signer(Keys keys) throws Exception {
        return SignedJWT.parse(over(keys).make("ann", "one", Map.of()))
                .getHeader()
                .getKeyID();
    }

    private static String pem(String type, String content) {
        return "-----BEGIN " + type + "-----\n" + content + "\n-----END " + type + "-----\n";
    }

    /** Returns what is said, which never holds a line of the file. */
    private String complaint() {
        var message = String.valueOf(assertThatIllegalArgumentException()
                .isThrownBy(() -> folder().keys())
                .actual()
                .getMessage());
        try (var files = Files.list(path)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                for (var line : Files.readString(file, StandardCharsets.ISO_8859_1)
                        .lines()
                        .toList()) {
                    assertThat(line.length() > 20 && message.contains(line)).isFalse();
                }
            }
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
        return message;
    }

    private String complaintAbout(String text) throws Exception {
        folder().with("bad.pem", text);
        var message = complaint();
        assertThat(message).contains(path.resolve("bad.pem") + ": ");
        return message;
    }

    @Test
    void the_last_private_key_by_name_signs_unless_another_is_told() throws Exception {
        var keys = folder().with("a.pem", PemFolder.ed25519().getPrivate())
                .with("b.pem", PemFolder.ec("secp256r1").getPrivate())
                .with("c.pem", PemFolder.ed25519().getPublic())
                .with("notes.txt", "not a key");

        assertThat(signer(keys.keys())).isEqualTo("b");
        assertThat(signer(keys.keys("a"))).isEqualTo("a");
    }

    @Test
    void a_public_key_verifies_what_its_private_half_signs_elsewhere(@TempDir Path elsewhere) throws Exception {
        for (var pair : List.of(PemFolder.ed25519(), PemFolder.ec("secp256r1"))) {
            var makers = new PemFolder(elsewhere).with("theirs.pem", pair.getPrivate());
            var token = over(makers.keys("theirs")).make("ann", "one", Map.of());
            folder().with("theirs.pem", pair.getPublic())
                    .with("ours.pem", PemFolder.ed25519().getPrivate());

            assertThat(over(folder().keys()).read(token).userId()).isEqualTo("ann");
        }
    }

    @Test
    void keys_in_each_form_of_PKCS8_are_the_same_key() throws Exception {
        folder().with("short.pem", pem("PRIVATE KEY", OF_THE_RFC))
                .with("long.pem", pem("PRIVATE KEY", WITH_PUBLIC_HALF))
                .with("public.pem", pem("PUBLIC KEY", PUBLIC_HALF));

        assertThat(folder().keys().published().keys())
                .hasSize(3)
                .extracting(PublishedKey::x)
                .containsOnly("Gb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE");
    }

    @Test
    void a_signature_by_ed25519_is_that_of_the_RFC() throws Exception {
        var key = new Ed25519PrivateKeyParameters(
                HexFormat.of().parseHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"));
        var made = Ed25519.key("rfc8037", key.generatePublicKey(), Optional.of(key));
        var input = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc".getBytes(StandardCharsets.US_ASCII);

        assertThat(made.signer()
                        .orElseThrow()
                        .sign(new JWSHeader(Ed25519.ALGORITHM), input)
                        .toString())
                .isEqualTo("hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg");
    }

    @Test
    void what_is_published_is_the_public_half_as_others_read_it() throws Exception {
        folder().with("ec.pem", PemFolder.ec("secp256r1").getPrivate())
                .with("ed.pem", PemFolder.ed25519().getPrivate());
        var tokens = over(folder().keys("ec"));

        var text = new String(new Json().write(tokens.jwks()), StandardCharsets.UTF_8);
        var read = JWKSet.parse(text);

        assertThat(read.getKeys()).noneMatch(JWK::isPrivate);
        assertThat(read.getKeyByKeyId("ed").toJSONObject())
                .containsEntry("use", "sig")
                .containsEntry("alg", "EdDSA")
                .containsEntry("kty", "OKP")
                .containsEntry("crv", "Ed25519")
                .doesNotContainKey("y");
        assertThat(read.getKeyByKeyId("ec").toJSONObject())
                .containsEntry("use", "sig")
                .containsEntry("alg", "ES256");
        assertThat(SignedJWT.parse(tokens.make("ann", "one", Map.of()))
                        .verify(new ECDSAVerifier(read.getKeyByKeyId("ec").toECKey())))
                .isTrue();
    }

    @Test
    void nothing_of_a_secret_is_published() {
        var tokens = over(Keys.secret(Forge.SECRET));

        assertThat(new String(new Json().write(tokens.jwks()), StandardCharsets.UTF_8))
                .isEqualTo("{\"keys\":[]}");
    }

    @Test
    void a_link_to_a_key_is_a_key(@TempDir Path elsewhere) throws Exception {
        var file = new PemFolder(elsewhere)
                .with("real.pem", PemFolder.ed25519().getPrivate())
                .path()
                .resolve("real.pem");
        Files.createSymbolicLink(path.resolve("linked.pem"), file);

        assertThat(signer(folder().keys())).isEqualTo("linked");
        PemFolder.allow(file, "rw-r--r--");
        assertThat(complaint()).contains("chmod 600 " + path.resolve("linked.pem"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-", "rwxr-xr-x"})
    void E8_a_file_that_others_may_open_is_refused_where_that_is_strict(String permissions) throws Exception {
        var file =
                folder().with("a.pem", PemFolder.ed25519().getPrivate()).path().resolve("a.pem");
        PemFolder.allow(file, permissions);

        assertThat(complaint()).contains(file + ": others on this machine").contains("type: chmod 600 " + file);
        assertThat(signer(Keys.folder(path, Optional.empty(), false))).isEqualTo("a");
    }

    @Test
    void E8_a_folder_that_others_may_open_is_refused_where_that_is_strict() throws Exception {
        folder().with("a.pem", PemFolder.ed25519().getPrivate());
        PemFolder.allow(path, "rwxr-xr-x");

        assertThat(complaint()).contains("type: chmod 700 " + path);
        assertThat(signer(Keys.folder(path, Optional.empty(), false))).isEqualTo("a");
    }

    @Test
    void a_folder_without_keys_or_without_itself_says_what_to_type() throws Exception {
        PemFolder.allow(path, "rwx------");
        assertThat(complaint()).contains(path + ": holds no key").contains("openssl genpkey");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Keys.folder(path.resolve("none"), Optional.empty(), true))
                .withMessageContaining(path.resolve("none") + ": is no folder");
    }

    @Test
    void a_folder_in_which_nothing_signs_is_refused() throws Exception {
        folder().with("a.pem", PemFolder.ed25519().getPublic());
        assertThat(complaint()).contains("no private key");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> folder().keys("a"))
                .withMessageContaining(path.resolve("a.pem") + ": is to sign, but holds only the public half");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> folder().keys("b"))
                .withMessageContaining("no key of the name that is to sign; it has a");
    }

    @Test
    void keys_of_other_kinds_are_refused_by_name() throws Exception {
        assertThat(complaintAbout(PemFolder.pem(PemFolder.rsa().getPrivate()))).contains("is an RSA key");
        assertThat(complaintAbout(PemFolder.pem(PemFolder.rsa().getPublic()))).contains("is an RSA key");
        assertThat(complaintAbout(PemFolder.pem(PemFolder.ec("secp384r1").getPrivate())))
                .contains("another curve than P-256");
        assertThat(complaintAbout(PemFolder.pem(PemFolder.ec("secp521r1").getPublic())))
                .contains("another curve than P-256");
        var x25519 = KeyPairGenerator.getInstance("X25519").generateKeyPair();
        assertThat(complaintAbout(PemFolder.pem(x25519.getPrivate()))).contains("of another type");
    }

    @Test
    void a_key_in_another_wrapping_says_how_to_unwrap_it() throws Exception {
        assertThat(complaintAbout(pem("ENCRYPTED PRIVATE KEY", OF_THE_RFC)))
                .contains("is encrypted; type: openssl pkcs8 -topk8 -nocrypt -in bad.pem");
        assertThat(complaintAbout(pem("EC PRIVATE KEY", OF_THE_RFC))).contains("openssl pkcs8 -topk8");
        assertThat(complaintAbout(pem("RSA PRIVATE KEY", OF_THE_RFC))).contains("is an RSA key");
        assertThat(complaintAbout(pem("CERTIFICATE", OF_THE_RFC))).contains("is a certificate");
        assertThat(complaintAbout(pem("MY OWN SECRET WORDS", OF_THE_RFC)))
                .contains("holds no key of that form")
                .doesNotContain("SECRET WORDS");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not a key",
                "-----BEGIN PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\n%%%%\n-----END PRIVATE KEY-----\n",
                "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
                "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEINTuctv5E1hK\n-----END PRIVATE KEY-----\n",
                "-----BEGIN PUBLIC KEY-----\nMC4CAQAwBQYDK2VwBCIEINTuctv5E1hK\n-----END PUBLIC KEY-----\n"
            })
    void what_is_damaged_or_no_key_is_refused(String text) throws Exception {
        assertThat(complaintAbout(text)).containsPattern("holds no key|no PEM file|is damaged, or no key");
    }

    @Test
    void two_keys_in_a_file_are_refused() throws Exception {
        var one = PemFolder.pem(PemFolder.ed25519().getPrivate());

        assertThat(complaintAbout(one + one)).contains("one key to a file");
    }

    @Test
    void a_file_larger_than_any_key_or_that_is_a_folder_is_refused() throws Exception {
        assertThat(complaintAbout("x".repeat(16 * 1024 + 1))).contains("larger than any key");
        Files.createDirectory(path.resolve("folder.pem"));
        assertThat(complaint()).contains(path.resolve("folder.pem") + ": is no file");
    }

    @ParameterizedTest
    @ValueSource(strings = {".pem", ".hidden.pem", "a b.pem", "a'b.pem", "ä.pem", "-a.pem", "a\nb.pem"})
    void a_name_that_has_odd_characters_is_refused(String name) throws Exception {
        folder().with(name, PemFolder.ed25519().getPrivate());

        assertThat(complaint()).contains("its name is the name of the key");
    }

    @Test
    void more_keys_than_anybody_needs_are_refused() throws Exception {
        var key = PemFolder.ed25519().getPrivate();
        for (var index = 0; index < 32; index++) {
            folder().with("key" + index + ".pem", key);
        }
        assertThat(folder().keys().published().keys()).hasSize(32);
        folder().with("one-more.pem", key);

        assertThat(complaint()).contains("more than 32 keys");
    }

    @Test
    void everything_wrong_is_told_at_once() throws Exception {
        folder().with("a.pem", "nothing").with("b c.pem", "nothing").with("d.pem", pem("CERTIFICATE", OF_THE_RFC));

        assertThat(complaint().lines()).hasSize(4);
    }

    @Test
    void E3_keys_do_not_print_themselves() throws Exception {
        folder().with("a.pem", pem("PRIVATE KEY", OF_THE_RFC));
        assertThat(folder().keys()).hasToString("keys of access tokens");
        assertThat(folder().keys().signing()).hasToString("key a");
    }
}
