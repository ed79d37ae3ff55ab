package dev.holdfast.myapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.accounts.provider.Provider;
import dev.holdfast.config.BadConfig;
import dev.holdfast.config.Secret;
import dev.holdfast.limit.Quota;
import dev.holdfast.myapp.config.Mode;
import dev.holdfast.myapp.config.Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.event.Level;

/** The settings of the reference backend. */
class SettingsTest {

    static final String SECRET = "x".repeat(32);

    @TempDir
    Path folder = Path.of("");

    private List<String> faults(Map<String, String> variables) {
        try {
            return List.of(Settings.read(variables, folder).toString());
        } catch (BadConfig bad) {
            return bad.faults();
        }
    }

    @Test
    void E8_without_a_word_it_is_production_which_wants_a_secret() {
        assertThat(faults(Map.of()))
                .containsExactly("JWT_SECRET: is required in production; make one with: openssl rand -base64 48");
        assertThat(Settings.read(Map.of("JWT_SECRET", SECRET), folder).appEnv()).isEqualTo(Mode.PRODUCTION);
    }

    @Test
    void J9_everything_wrong_is_told_at_once_and_no_secret_with_it() {
        var variables = Map.of(
                "APP_ENV", "staging",
                "PORT", "65536",
                "JWT_SECRET", "x".repeat(31),
                "DATABASE_TIMEOUT", "soon",
                "DATABASE_POL", "3",
                "BODY_LIMIT", "10 parsecs",
                "REDIS_URL", "redis://localhost",
                "UNRELATED", "is nobody's business");

        assertThat(faults(variables))
                .containsExactly(
                        "APP_ENV: must be one of production, development, test, not \"staging\"",
                        "PORT: must be a port between 0 and 65535, not \"65536\"",
                        "DATABASE_TIMEOUT: must be a time such as 500ms, 10s, 15m, 2h or 30d, not \"soon\"",
                        "BODY_LIMIT: must be an amount of bytes such as 10KiB, not \"10 parsecs\"",
                        "JWT_SECRET: must have at least 32 bytes",
                        "DATABASE_POL: is not known here; did you mean DATABASE_POOL?",
                        "REDIS_URL: is not supported yet; take it out, it would do nothing");
        assertThat(faults(variables).toString()).doesNotContain("x".repeat(31));
    }

    @Test
    void migrations_wait_for_a_command_in_production_and_for_nobody_elsewhere() {
        assertThat(Settings.read(Map.of("JWT_SECRET", SECRET), folder).migratesAtStart())
                .isFalse();
        assertThat(Settings.read(Map.of("JWT_SECRET", SECRET, "MIGRATE", "at-start"), folder)
                        .migratesAtStart())
                .isTrue();
        assertThat(Settings.read(Map.of("APP_ENV", "development"), folder).migratesAtStart())
                .isTrue();
        assertThat(Settings.read(Map.of("APP_ENV", "test", "MIGRATE", "by-command"), folder)
                        .migratesAtStart())
                .isFalse();
        assertThat(faults(Map.of("JWT_SECRET", SECRET, "MIGRATE", "never")))
                .containsExactly("MIGRATE: must be one of at-start, by-command, not \"never\"");
    }

    @Test
    void the_env_file_is_read_in_development_under_the_variables_and_ignored_in_production() throws IOException {
        Files.writeString(folder.resolve(".env"), "# mine\nPORT=4000\nHOST='::1'\nexport LOG_LEVEL=debug # loud\n");
        var settings = Settings.read(Map.of("APP_ENV", "development", "HOST", "127.0.0.1"), folder);

        assertThat(settings.port().number()).isEqualTo(4000);
        assertThat(settings.host()).isEqualTo("127.0.0.1");
        assertThat(settings.logLevel()).isEqualTo(Level.DEBUG);
        assertThat(Settings.read(Map.of("JWT_SECRET", SECRET), folder).port().number())
                .isEqualTo(3000);
    }

    @Test
    void the_env_file_may_hold_nothing_that_is_not_known() throws IOException {
        Files.writeString(folder.resolve(".env"), "PROT=4000\nnot a line\nPORT=1\nPORT=2\n");

        assertThat(faults(Map.of("APP_ENV", "test")))
                .containsExactlyInAnyOrder(
                        ".env line 2: must be KEY=value or a comment, and a quote must end",
                        "PORT: stands twice in .env (line 4)",
                        "PROT: is not known here; did you mean PORT?");
    }

    @Test
    void the_example_names_every_key_with_its_default() throws IOException {
        var example = Files.readString(Path.of(".env.example"));
        var keys = Pattern.compile("(?m)^#([A-Z_]+)=(.*)$")
                .matcher(example)
                .results()
                .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));
        var components = List.of(Settings.class.getRecordComponents());

        assertThat(keys).hasSameSizeAs(components);
        for (var component : components) {
            var key = component.getName().replaceAll("([a-z])([A-Z])", "$1_$2").toUpperCase(java.util.Locale.ROOT);
            var standard = component.getAnnotation(dev.holdfast.Default.class);
            assertThat(keys).containsEntry(key, standard == null ? "" : standard.value());
        }
    }

    @Test
    void amounts_beyond_all_bounds_and_other_databases_are_faults() {
        assertThat(faults(Map.of("JWT_SECRET", SECRET, "BODY_LIMIT", "999999999999999g")))
                .containsExactly("BODY_LIMIT: must be an amount of bytes such as 10KiB, not \"999999999999999g\"");
        assertThat(faults(Map.of("JWT_SECRET", SECRET, "BODY_LIMIT", "2g", "DATABASE_URL", "mysql://u:hunter2@h/x")))
                .containsExactly(
                        "DATABASE_URL: must begin with one of sqlite:, postgres://, postgresql://, mongodb://, mongodb+srv://",
                        "BODY_LIMIT: must be at most 1GiB, since bodies are held in memory");
        assertThat(faults(Map.of("JWT_SECRET", SECRET, "DATABASE_TIMEOUT", "30d")))
                .containsExactly("DATABASE_TIMEOUT: must be at most 1h");
    }

    @Test
    void E3_settings_do_not_print_their_secret() {
        var settings = Settings.read(Map.of("JWT_SECRET", SECRET), folder);

        assertThat(settings.toString()).doesNotContain(SECRET);
        assertThatThrownBy(() -> Settings.read(Map.of("JWT_SECRET", "short-secret"), folder))
                .hasMessageNotContaining("short-secret");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void E8_a_key_that_others_on_the_machine_may_read_is_refused_in_production() throws Exception {
        var keys = Files.createDirectory(folder.resolve("keys"), permissions("rwx------"));
        var key = keys.resolve("2026-11.pem");
        var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        var encoded = Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded());
        Files.createFile(key, permissions("rw-------"));
        Files.writeString(key, "-----BEGIN PRIVATE KEY-----\n" + encoded + "\n-----END PRIVATE KEY-----\n");
        var named = Map.of("JWT_SECRET", SECRET, "JWT_KEYS", keys.toString());

        assertThat(Settings.read(named, folder).keys()).isPresent();
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(faults(named))
                .singleElement()
                .asString()
                .startsWith("JWT_KEYS: ")
                .contains("2026-11.pem")
                .doesNotContain(encoded);
    }

    private static FileAttribute<?> permissions(String text) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
    }

    @Test
    void an_address_to_look_at_is_one_a_browser_understands() {
        for (var each : List.of("0.0.0.0 localhost:80", ":: localhost:80", "::1 [::1]:80", "10.0.0.1 10.0.0.1:80")) {
            var host = each.substring(0, each.indexOf(' '));
            var settings = Settings.read(Map.of("JWT_SECRET", SECRET, "HOST", host), folder);

            assertThat(host + " " + settings.reachableAt(80)).isEqualTo(each);
        }
    }

    @Test
    void T2_pages_of_other_origins_are_named_one_by_one_and_never_all_at_once() {
        var named = Map.of("JWT_SECRET", SECRET, "CLIENT_URL", "https://shop.example.com, http://localhost:5173");

        assertThat(Settings.read(named, folder).cors().origins())
                .containsExactlyInAnyOrder("https://shop.example.com", "http://localhost:5173");
        assertThat(faults(Map.of("JWT_SECRET", SECRET, "CLIENT_URL", "*")))
                .singleElement()
                .asString()
                .startsWith("CLIENT_URL: * would open every user's session to every page; name the origins");
        assertThat(Settings.read(Map.of("JWT_SECRET", SECRET), folder).cors().origins())
                .isEmpty();
    }

    @Test
    void a_provider_is_whole_or_the_start_is_refused() {
        var secret = Map.of("JWT_SECRET", SECRET);
        var whole = Map.of(
                "JWT_SECRET", SECRET,
                "PUBLIC_URL", "https://api.example.com",
                "OIDC_ISSUER", "https://id.example.com",
                "OIDC_CLIENT_ID", "shop",
                "OIDC_CLIENT_SECRET", "hunter2");

        assertThat(Settings.read(secret, folder).provider()).isEmpty();
        assertThat(Settings.read(whole, folder).provider())
                .contains(Provider.of("oidc", URI.create("https://id.example.com"), "shop")
                        .secret(new Secret("hunter2")));
        assertThat(Settings.read(whole, folder).publicAt("/api/v1")).hasToString("https://api.example.com/api/v1");
        assertThat(Settings.read(whole, folder).toString()).doesNotContain("hunter2");
        assertThat(faults(Map.of("JWT_SECRET", SECRET, "OIDC_CLIENT_SECRET", "hunter2")))
                .containsExactly("OIDC_ISSUER: is missing, and without it nobody signs in by a provider");
        assertThat(faults(Map.of("JWT_SECRET", SECRET, "OIDC_ISSUER", "https://id.example.com")))
                .containsExactly(
                        "OIDC_CLIENT_ID: is missing: the provider gives it to whoever registers a program there",
                        "PUBLIC_URL: is needed with OIDC_ISSUER: there the provider sends browsers back to");
    }

    @Test
    void a_provider_is_asked_over_tls_or_on_the_own_machine() {
        for (var issuer : List.of("https://id.example.com/realms/a", "http://localhost:8080", "http://[::1]:8080")) {
            assertThat(faults(ofIssuer(issuer)).getFirst()).as(issuer).startsWith("Settings[");
        }
        for (var issuer : List.of(
                "http://id.example.com",
                "http://127.0.0.1.example.com",
                "http://user@localhost",
                "https://id.example.com?a=b",
                "https://id.example.com#a",
                "file:///etc/passwd",
                "id.example.com")) {
            assertThat(faults(ofIssuer(issuer)))
                    .as(issuer)
                    .singleElement()
                    .asString()
                    .startsWith("OIDC_ISSUER: not a usable provider: ");
        }
    }

    private static Map<String, String> ofIssuer(String issuer) {
        return Map.of("APP_ENV", "test", "OIDC_ISSUER", issuer, "OIDC_CLIENT_ID", "shop");
    }

    @Test
    void quotas_and_proxies_are_read_and_what_is_wrong_with_them_is_named() {
        var given = Map.of("JWT_SECRET", SECRET, "RATE_LIMIT", "5/1s", "TRUSTED_PROXIES", "10.0.0.0/8, ::1");

        assertThat(Settings.read(given, folder).rateLimit()).isEqualTo(Quota.of("5/1s"));
        assertThat(Settings.read(given, folder).trustedProxies()).hasToString("2 trusted");
        assertThat(Settings.read(Map.of("JWT_SECRET", SECRET), folder).rateLimit())
                .isEqualTo(Quota.of("100/15m"));
        assertThat(faults(Map.of("JWT_SECRET", SECRET, "RATE_LIMIT", "100", "TRUSTED_PROXIES", "10.0.0.1/8,lb")))
                .containsExactly(
                        "TRUSTED_PROXIES: must be addresses and blocks such as 10.0.0.0/8, and \"10.0.0.1/8\" is an address"
                                + " inside a block, and not its first, \"lb\" is no address, not \"10.0.0.1/8,lb\"",
                        "RATE_LIMIT: must be requests and a time, such as 100/15m or 5/1s, or off, not \"100\"");
    }
}
