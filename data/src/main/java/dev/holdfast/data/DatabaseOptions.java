package dev.holdfast.data;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** How to open a database. Immutable: each method returns changed options. */
public final class DatabaseOptions {

    /** The kinds of database that work today. */
    enum Scheme {
        SQLITE,
        POSTGRES,
        MONGODB;

        private List<String> beginnings() {
            return switch (this) {
                case SQLITE -> List.of("sqlite:");
                case POSTGRES -> List.of("postgres://", "postgresql://");
                case MONGODB -> List.of("mongodb://", "mongodb+srv://");
            };
        }

        private boolean begins(String url) {
            return beginnings().stream()
                    .anyMatch(beginning -> url.startsWith(beginning) && url.length() > beginning.length());
        }
    }

    /** The longest {@link #timeout}. */
    public static final Duration LONGEST_TIMEOUT = Duration.ofHours(1);

    private final String url;
    private List<Schema> schemas = List.of();
    private int pool = 10;
    private Duration timeout = Duration.ofSeconds(10);
    private byte[] cursorKey = random();
    private Clock clock = Clock.systemUTC();
    private boolean migrating = true;

    private DatabaseOptions(String url) {
        this.url = url;
    }

    private DatabaseOptions(DatabaseOptions from) {
        url = from.url;
        schemas = from.schemas;
        pool = from.pool;
        timeout = from.timeout;
        cursorKey = from.cursorKey;
        clock = from.clock;
        migrating = from.migrating;
    }

    /**
     * Options for a database at an address.
     *
     * @param url {@code sqlite:} and the path of the file, from the working directory unless it is absolute; or
     *     {@code postgres://user:password@host:5432/name}, with the driver's parameters after a question mark;
     *     or a connection string of MongoDB, {@code mongodb://host/name} or {@code mongodb+srv://host/name}
     */
    public static DatabaseOptions of(String url) {
        return new DatabaseOptions(url);
    }

    /** What the parts of the program expect of the database; migrated in this order. Nothing unless told. */
    public DatabaseOptions schemas(Schema... expected) {
        var changed = new DatabaseOptions(this);
        changed.schemas = List.of(expected);
        return changed;
    }

    /** How many reads may run at once in SQLite, how many connections there may be to a server: 1 to 64; 10 unless told. */
    public DatabaseOptions pool(int readers) {
        if (readers < 1 || readers > 64) {
            throw new IllegalArgumentException("a pool has between 1 and 64 connections, not " + readers);
        }
        var changed = new DatabaseOptions(this);
        changed.pool = readers;
        return changed;
    }

    /**
     * How long one call may take at most, waiting included; the deadline of the request shortens it. An hour at most, and 10 s
     * unless told.
     */
    public DatabaseOptions timeout(Duration atMost) {
        if (!atMost.isPositive()) {
            throw new IllegalArgumentException("a timeout is longer than nothing");
        }
        if (atMost.compareTo(LONGEST_TIMEOUT) > 0) {
            throw new IllegalArgumentException(
                    "a timeout is an hour at most, not %s: what takes longer is no call that somebody waits for"
                            .formatted(atMost));
        }
        var changed = new DatabaseOptions(this);
        changed.timeout = atMost;
        return changed;
    }

    /** The secret that signs page cursors, of 16 bytes or more; a random one unless told, good until the process ends. */
    public DatabaseOptions cursorKey(byte[] secret) {
        if (secret.length < 16) {
            throw new IllegalArgumentException("a cursor key has 16 bytes or more");
        }
        var changed = new DatabaseOptions(this);
        changed.cursorKey = secret.clone();
        return changed;
    }

    /** The clock that stamps records; the system's unless told. */
    public DatabaseOptions clock(Clock stamps) {
        var changed = new DatabaseOptions(this);
        changed.clock = stamps;
        return changed;
    }

    /** Refuses to open while migrations are pending, instead of applying them. */
    public DatabaseOptions refusingPending() {
        var changed = new DatabaseOptions(this);
        changed.migrating = false;
        return changed;
    }

    Scheme scheme() {
        return Arrays.stream(Scheme.values())
                .filter(scheme -> scheme.begins(url))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "cannot open a database at %s: an address is sqlite:path/to/file.db, postgres://user:password@host/name or mongodb://host/name"
                                .formatted(url.replaceAll("(?<=://).*@", ""))));
    }

    /** Returns the whole address, with the password it may hold. */
    public String url() {
        return url;
    }

    /** Returns what follows the scheme in the address. */
    public String location() {
        return url.substring(url.indexOf(':') + 1);
    }

    public List<Schema> schemas() {
        return schemas;
    }

    public int pool() {
        return pool;
    }

    public Duration timeout() {
        return timeout;
    }

    public byte[] cursorKey() {
        return cursorKey.clone();
    }

    public Clock clock() {
        return clock;
    }

    /** Says whether pending migrations are applied. */
    public boolean migrating() {
        return migrating;
    }

    private static byte[] random() {
        var key = new byte[32];
        new SecureRandom().nextBytes(key);
        return key;
    }
}
