package dev.holdfast.data.postgres;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Where a PostgreSQL database is and who asks for it, as in {@code postgres://user:password@host:5432/name?sslmode=require}
 * (libpq's connection URI, PostgreSQL documentation, 32.1.1.2).
 *
 * @param servers one or several of {@code host:port}, parted by commas
 * @param database the name of the database
 * @param parameters what follows the question mark, as the driver knows it
 */
record Address(String servers, String database, Optional<String> user, Optional<String> password, String parameters) {

    private static final Pattern URI =
            Pattern.compile("postgres(?:ql)?://(?:([^:@/?]*)(?::([^@/?]*))?@)?([^/?@]+)/([^/?]+)(?:\\?(.*))?");

    private static final Pattern SSL_MODE = Pattern.compile("(?:^|&)(sslmode=[a-z-]+)");

    /** Reads an address; a refusal shows no more of it than its scheme, since the rest may be a password. */
    static Address parse(String url) {
        var parts = URI.matcher(url);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "an address of PostgreSQL is postgres://user:password@host:5432/name; a sign"
                            + " such as @ or / in a user or password is written as %40 or %2F");
        }
        return new Address(
                parts.group(3),
                decoded(parts.group(4)),
                group(parts, 1),
                group(parts, 2),
                Optional.ofNullable(parts.group(5)).orElse(""));
    }

    private static Optional<String> group(Matcher parts, int number) {
        return Optional.ofNullable(parts.group(number))
                .filter(text -> !text.isEmpty())
                .map(Address::decoded);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Returns a source of connections; what the address says goes before what is usual here. */
    DataSource source(Duration timeout) {
        var source = new PGSimpleDataSource();
        source.setURL(
                "jdbc:postgresql://%s/%s?%s&%s".formatted(servers, encoded(database), usual(timeout), parameters));
        user.ifPresent(source::setUser);
        password.ifPresent(source::setPassword);
        return source;
    }

    /** A transaction whose program has fallen silent is ended by the server too, so that it holds no locks for ever. */
    private static String usual(Duration timeout) {
        return "ApplicationName=holdfast&connectTimeout=2&cancelSignalTimeout=1&tcpKeepAlive=true&options="
                + encoded("-c idle_in_transaction_session_timeout=" + timeout.toMillis());
    }

    /** Returns another database on the same server, for the same user. */
    Address at(String other) {
        return new Address(servers, other, user, password, parameters);
    }

    /** Returns the address for the tools of PostgreSQL, which ask for the password or find it where they look for it. */
    String shareable() {
        var who = user.map(name -> encoded(name) + "@").orElse("");
        var mode = SSL_MODE.matcher(parameters);
        return "postgresql://%s%s/%s%s"
                .formatted(who, servers, encoded(database), mode.find() ? "?" + mode.group(1) : "");
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Returns what people may see of it. */
    @Override
    public String toString() {
        return "PostgreSQL at " + servers + "/" + database;
    }
}
