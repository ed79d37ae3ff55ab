package dev.holdfast.myapp.config;

import dev.holdfast.Default;
import dev.holdfast.accounts.provider.Provider;
import dev.holdfast.accounts.token.Keys;
import dev.holdfast.app.Cors;
import dev.holdfast.app.Limits;
import dev.holdfast.config.ByteSize;
import dev.holdfast.config.Checked;
import dev.holdfast.config.Environment;
import dev.holdfast.config.LeastBytes;
import dev.holdfast.config.Secret;
import dev.holdfast.data.DatabaseOptions;
import dev.holdfast.limit.Quota;
import dev.holdfast.limit.TrustedProxies;
import dev.holdfast.mail.MailSettings;
import dev.holdfast.ops.LogSettings;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.event.Level;

/**
 * The settings of the program; {@code .env.example} tells what each of them means.
 *
 * @param migrate when migrations are applied; without a word production waits for the command and all else does it at the start
 * @param jwtKeys a folder of key files that sign access tokens in place of the secret
 * @param jwtSignWith the name of the one that signs; the last by name unless told
 * @param publicUrl where browsers find the program, whatever stands in front of it
 * @param mailUrl the mail server; without one, development keeps mails in a mailbox of its own, and production sends none
 * @param commonPasswords whether passwords are accepted that everybody guesses; without a word production refuses them
 * @param jwtSecret signs access tokens; without one, development makes its own at each start
 */
public record Settings(
        @Default("production") Mode appEnv,
        @Default("0.0.0.0") String host,
        @Default("3000") Port port,
        @Default("sqlite:data/my-app.db") String databaseUrl,
        @Default("10") int databasePool,
        @Default("10s") Duration databaseTimeout,
        Optional<Migrate> migrate,
        @Default("10KiB") ByteSize bodyLimit,
        @LeastBytes(32) Optional<Secret> jwtSecret,
        Optional<Path> jwtKeys,
        Optional<String> jwtSignWith,
        @Default("bcrypt") Hashing passwordHash,
        List<Origin> clientUrl,
        Optional<Origin> publicUrl,
        @Default("off") boolean verifyEmail,
        Optional<MailSettings> mailUrl,
        Optional<CommonPasswords> commonPasswords,
        Optional<URI> oidcIssuer,
        Optional<String> oidcClientId,
        Optional<Secret> oidcClientSecret,
        @Default("oidc") String oidcName,
        @Default("") TrustedProxies trustedProxies,
        @Default("100/15m") Quota rateLimit,
        @Default("INFO") Level logLevel,
        Optional<Path> logDir)
        implements Checked {

    private static final int MOST_CONNECTIONS = 64;
    private static final List<String> DATABASES =
            List.of("sqlite:", "postgres://", "postgresql://", "mongodb://", "mongodb+srv://");
    private static final List<String> NOT_BUILT = List.of("REDIS_URL", "SENTRY_DSN", "TLS_CERT", "TLS_KEY");

    /**
     * Reads the settings from the variables of the process, and in development and test from {@code .env} in the folder.
     *
     * @throws dev.holdfast.config.BadConfig with everything that is wrong
     */
    public static Settings read(Map<String, String> variables, Path folder) {
        var environment = Environment.of(variables)
                .claiming(
                        "APP_ENV",
                        "DATABASE_",
                        "MIGRATE",
                        "JWT_",
                        "BODY_LIMIT",
                        "CLIENT_URL",
                        "TRUSTED_",
                        "RATE_",
                        "VERIFY_",
                        "MAIL_",
                        "COMMON_",
                        "PASSWORD_",
                        "PUBLIC_URL",
                        "OIDC_")
                .refusing(notBuilt());
        var file = folder.resolve(".env");
        return (isProduction(variables) ? environment : environment.over(file)).bind(Settings.class);
    }

    /** Says whether the variables of the process ask for production, as they do when they say nothing. */
    public static boolean isProduction(Map<String, String> variables) {
        var mode = variables.getOrDefault("APP_ENV", "").strip().toUpperCase(Locale.ROOT);
        return !mode.equals(Mode.DEVELOPMENT.name()) && !mode.equals(Mode.TEST.name());
    }

    @Override
    public List<String> faults() {
        var faults = new ArrayList<String>();
        if (databasePool < 1 || databasePool > MOST_CONNECTIONS) {
            faults.add("DATABASE_POOL: must be between 1 and " + MOST_CONNECTIONS);
        }
        if (DATABASES.stream().noneMatch(databaseUrl::startsWith)) {
            faults.add("DATABASE_URL: must begin with one of " + String.join(", ", DATABASES));
        }
        if (bodyLimit.bytes() > Limits.LARGEST_BODY) {
            faults.add("BODY_LIMIT: must be at most 1GiB, since bodies are held in memory");
        }
        if (!databaseTimeout.isPositive()) {
            faults.add("DATABASE_TIMEOUT: must be more than nothing");
        }
        if (databaseTimeout.compareTo(DatabaseOptions.LONGEST_TIMEOUT) > 0) {
            faults.add("DATABASE_TIMEOUT: must be at most 1h");
        }
        if (jwtSecret.isEmpty() && appEnv == Mode.PRODUCTION) {
            faults.add("JWT_SECRET: is required in production; make one with: openssl rand -base64 48");
        }
        if (verifyEmail && mailUrl.isEmpty() && appEnv == Mode.PRODUCTION) {
            faults.add("VERIFY_EMAIL: needs MAIL_URL, or nobody who registers could begin");
        }
        if (jwtSignWith.isPresent() && jwtKeys.isEmpty()) {
            faults.add("JWT_SIGN_WITH: names one of the keys in the folder JWT_KEYS, which is not set");
        }
        fault(this::keys).ifPresent(fault -> faults.add("JWT_KEYS: " + fault));
        faults.addAll(faultsOfProvider());
        return faults;
    }

    private List<String> faultsOfProvider() {
        var faults = new ArrayList<String>();
        if (oidcIssuer.isEmpty()) {
            if (oidcClientId.isPresent() || oidcClientSecret.isPresent()) {
                faults.add("OIDC_ISSUER: is missing, and without it nobody signs in by a provider");
            }
            return faults;
        }
        if (oidcClientId.isEmpty()) {
            faults.add("OIDC_CLIENT_ID: is missing: the provider gives it to whoever registers a program there");
        }
        if (publicUrl.isEmpty() && appEnv == Mode.PRODUCTION) {
            faults.add("PUBLIC_URL: is needed with OIDC_ISSUER: there the provider sends browsers back to");
        }
        fault(this::provider).ifPresent(fault -> faults.add("OIDC_ISSUER: " + fault));
        return faults;
    }

    private static Optional<String> fault(Runnable reading) {
        try {
            reading.run();
            return Optional.empty();
        } catch (IllegalArgumentException wrong) {
            return Optional.of(String.valueOf(wrong.getMessage()));
        }
    }

    /** Returns the key files of access tokens, where there are some; in production nobody else on the machine may read them. */
    public Optional<Keys> keys() {
        return jwtKeys.map(folder -> Keys.folder(folder, jwtSignWith, appEnv == Mode.PRODUCTION));
    }

    /** Says whether a start applies the migrations that are pending, or refuses to go on without them. */
    public boolean migratesAtStart() {
        return migrate.map(Migrate.AT_START::equals).orElse(appEnv != Mode.PRODUCTION);
    }

    /** Returns which pages of other origins may read the answers. */
    public Cors cors() {
        return Cors.of(clientUrl.stream().map(Origin::text).toList());
    }

    /** Says whether passwords that everybody guesses are refused: in production, unless told otherwise. */
    public boolean refusesCommonPasswords() {
        return commonPasswords.map(CommonPasswords.REFUSED::equals).orElse(appEnv == Mode.PRODUCTION);
    }

    /** Returns the page to which the links in mails lead, and to which a provider's sign-in comes back. */
    public URI page() {
        return clientUrl.isEmpty()
                ? publicAt("/")
                : URI.create(clientUrl.getFirst().text() + "/");
    }

    /** Returns where browsers find a path of the program. */
    public URI publicAt(String path) {
        return URI.create(publicUrl.map(Origin::text).orElseGet(() -> "http://" + reachableAt(port.number())) + path);
    }

    /** Returns the provider by which people may sign in, where there is one. */
    public Optional<Provider> provider() {
        if (oidcIssuer.isEmpty() || oidcClientId.isEmpty()) {
            return Optional.empty();
        }
        var open = Provider.of(oidcName, oidcIssuer.get(), oidcClientId.get());
        return Optional.of(oidcClientSecret.map(open::secret).orElse(open));
    }

    /** Returns how the log is kept: for machines in production, for people otherwise. */
    public LogSettings logs() {
        var format = appEnv == Mode.PRODUCTION ? LogSettings.Format.JSON : LogSettings.Format.READABLE;
        var settings = LogSettings.of(logLevel, format)
                .quieting(
                        "org.flywaydb",
                        "com.zaxxer.hikari",
                        "org.hibernate.validator",
                        "org.mongodb.driver",
                        "io.netty");
        return logDir.map(settings::into).orElse(settings);
    }

    /** Returns the bytes of the secret; empty where there is none. */
    public byte[] secretBytes() {
        return jwtSecret
                .map(secret -> secret.value().getBytes(StandardCharsets.UTF_8))
                .orElse(new byte[0]);
    }

    /** Returns the address of the program for somebody on the same machine, as it stands in a URL. */
    public String reachableAt(int listening) {
        var isAnywhere = host.equals("0.0.0.0") || host.equals("::");
        var name = isAnywhere ? "localhost" : host.contains(":") ? "[" + host + "]" : host;
        return name + ":" + listening;
    }

    /** Returns where the data lies, for people: the whole path of a file, an address without its password. */
    public String dataPlace() {
        var file = "sqlite:";
        return databaseUrl.startsWith(file)
                ? Path.of(databaseUrl.substring(file.length()))
                        .toAbsolutePath()
                        .normalize()
                        .toString()
                : databaseUrl.replaceAll("://.*@", "://");
    }

    private static Map<String, String> notBuilt() {
        var keys = new TreeMap<String, String>();
        NOT_BUILT.forEach(key -> keys.put(key, "is not supported yet; take it out, it would do nothing"));
        return keys;
    }
}
