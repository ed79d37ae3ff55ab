package dev.holdfast.data;

import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Where the tests find MongoDB: the server that {@code MONGO_TEST_URI} names, otherwise a fake in this process. */
public final class MongoServers {

    private static final String GIVEN = System.getenv().getOrDefault("MONGO_TEST_URI", "");
    private static final String SERVER = GIVEN.isEmpty() ? fake() : GIVEN;
    private static final Queue<String> MADE = new ConcurrentLinkedQueue<>();

    private MongoServers() {}

    /** Returns the address of a database that nobody has used. */
    public static String fresh() {
        var name = "holdfast_" + UUID.randomUUID().toString().replace("-", "");
        MADE.add(name);
        return at(name);
    }

    /** Says whether a real server answers. */
    public static boolean areReal() {
        return !GIVEN.isEmpty();
    }

    /** Deletes all databases that were made. */
    public static void dropAll() {
        try (var client = MongoClients.create(SERVER)) {
            for (var name = MADE.poll(); name != null; name = MADE.poll()) {
                client.getDatabase(name).drop();
            }
        }
    }

    /** The server's address has no database in it, but may have options. */
    private static String at(String name) {
        var options = SERVER.indexOf('?');
        var hosts = options < 0 ? SERVER : SERVER.substring(0, options);
        return hosts.replaceAll("/$", "") + "/" + name + (options < 0 ? "" : SERVER.substring(options));
    }

    private static String fake() {
        return new MongoServer(new MemoryBackend()).bindAndGetConnectionString();
    }
}
