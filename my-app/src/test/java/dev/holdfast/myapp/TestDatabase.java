package dev.holdfast.myapp;

import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import dev.holdfast.testkit.Postgres;
import java.net.URI;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The kind of database the tests run on, as {@code -Dholdfast.database} says: sqlite, postgresql or mongodb. */
enum TestDatabase {
    SQLITE {
        @Override
        String fresh(Path folder) {
            return "sqlite:" + folder.resolve("test.db");
        }

        @Override
        void deleteProduct(String address, String name) throws SQLException {
            delete("jdbc:" + address, name);
        }
    },
    POSTGRESQL {
        @Override
        String fresh(Path folder) {
            return Postgres.shared().database().replaceFirst("//([^:@/]*)@", "//$1:canary-of-the-database@");
        }

        @Override
        void deleteProduct(String address, String name) throws SQLException {
            var place = URI.create(address);
            delete(
                    "jdbc:postgresql://%s:%d%s?user=postgres"
                            .formatted(place.getHost(), place.getPort(), place.getPath()),
                    name);
        }
    },
    MONGODB {
        @Override
        String fresh(Path folder) {
            return Fake.ADDRESS + "/test" + NUMBER.incrementAndGet();
        }

        @Override
        void deleteProduct(String address, String name) {
            try (var client = MongoClients.create(address)) {
                var deleted = client.getDatabase(URI.create(address).getPath().substring(1))
                        .getCollection("products")
                        .deleteOne(Filters.eq("name", name));
                if (deleted.getDeletedCount() != 1) {
                    throw new AssertionError("there is no product " + name);
                }
            }
        }
    };

    static final TestDatabase HERE =
            valueOf(System.getProperty("holdfast.database", "sqlite").toUpperCase(Locale.ROOT));

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Map<Path, String> ADDRESSES = new ConcurrentHashMap<>();

    /** Returns the address of the database that belongs to a folder; it is empty when it is asked for the first time. */
    static String in(Path folder) {
        return ADDRESSES.computeIfAbsent(folder, HERE::fresh);
    }

    /** Deletes a product as somebody does who goes around the program. */
    static void deleteProductBehind(Path folder, String name) throws SQLException {
        HERE.deleteProduct(in(folder), name);
    }

    abstract String fresh(Path folder);

    abstract void deleteProduct(String address, String name) throws SQLException;

    private static void delete(String address, String name) throws SQLException {
        try (var connection = DriverManager.getConnection(address);
                var statement = connection.prepareStatement("DELETE FROM products WHERE name = ?")) {
            statement.setString(1, name);
            if (statement.executeUpdate() != 1) {
                throw new AssertionError("there is no product " + name);
            }
        }
    }

    /** A server that speaks MongoDB's protocol and stands alone: it has no transactions. */
    private static final class Fake {
        static final String ADDRESS = new MongoServer(new MemoryBackend()).bindAndGetConnectionString();
    }
}
