package dev.holdfast.data.mongo;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import dev.holdfast.data.DatabaseFailure;
import dev.holdfast.data.DatabaseOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.bson.UuidRepresentation;

/**
 * Where a database is, and how to reach it.
 *
 * @param connection what the address says
 * @param database the name of the database
 */
record Address(ConnectionString connection, String database) {

    /** How long to look for a server, and to wait for a connection of the pool. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Pattern SHAREABLE = Pattern.compile(
            "(?<=[?&])(?:authSource|authMechanism|replicaSet|tls|ssl|directConnection)=[A-Za-z0-9._%$-]+");

    /** Reads the address; that of a cluster in the DNS is looked up there, which may fail for the moment. */
    static Address of(String url) {
        var connection = parsed(url);
        var database = connection.getDatabase();
        if (database == null || database.isEmpty()) {
            throw new DatabaseFailure(
                    "%s does not say which database: write its name after the host, as in mongodb://host/my-app"
                            .formatted(shown(url)),
                    null);
        }
        return new Address(connection, database);
    }

    /** What the driver says of a wrong address may repeat the password in it. */
    private static ConnectionString parsed(String url) {
        try {
            return new ConnectionString(url);
        } catch (IllegalArgumentException refused) {
            throw new DatabaseFailure(
                    "%s is no address of a MongoDB database%s"
                            .formatted(shown(url), url.contains("@") ? "" : ": " + refused.getMessage()),
                    null);
        }
    }

    /** Returns the address without the name and password of a user. */
    static String shown(String url) {
        return url.replaceAll("(?<=://).*@", "");
    }

    /** Writes are acknowledged by most servers, from their disks; what the address says of other things stands. */
    MongoClientSettings settings(DatabaseOptions options) {
        return MongoClientSettings.builder()
                .applyConnectionString(connection)
                .applicationName("holdfast")
                .uuidRepresentation(UuidRepresentation.STANDARD)
                .writeConcern(WriteConcern.MAJORITY.withJournal(true))
                .readPreference(ReadPreference.primary())
                .applyToClusterSettings(
                        cluster -> cluster.serverSelectionTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS))
                .applyToConnectionPoolSettings(pool ->
                        pool.maxSize(options.pool()).minSize(0).maxWaitTime(PATIENCE.toMillis(), TimeUnit.MILLISECONDS))
                .applyToSocketSettings(socket -> socket.connectTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS))
                .build();
    }

    /** Returns the address for the tools of MongoDB, which ask for the password; of its options only those that lead there. */
    String shareable() {
        var user = connection.getUsername();
        var options = SHAREABLE
                .matcher(connection.getConnectionString())
                .results()
                .map(MatchResult::group)
                .collect(Collectors.joining("&"));
        return "%s://%s%s/%s%s"
                .formatted(
                        connection.isSrvProtocol() ? "mongodb+srv" : "mongodb",
                        user == null
                                ? ""
                                : URLEncoder.encode(user, StandardCharsets.UTF_8)
                                                .replace("+", "%20") + "@",
                        String.join(",", connection.getHosts()),
                        database,
                        options.isEmpty() ? "" : "?" + options);
    }

    @Override
    public String toString() {
        return "MongoDB at %s/%s".formatted(String.join(",", connection.getHosts()), database);
    }
}
