package dev.holdfast.data;

import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.UUID;

/** A program that inserts with several threads, printing each id when its insert has returned, and then waits to be killed. */
final class SqliteChild {

    private SqliteChild() {}

    /** Takes the file, how many threads, and how many inserts for each of them. */
    public static void main(String... arguments) throws Exception {
        var file = Path.of(arguments[0]);
        var threads = Integer.parseInt(arguments[1]);
        var inserts = Integer.parseInt(arguments[2]);
        var database =
                Database.open(DatabaseOptions.of("sqlite:" + file).pool(1).schemas(Person.SCHEMA));
        var people = database.repository(Person.MODEL);
        mark(file.resolveSibling("marker"));
        System.out.println("open");
        var before = database.statistics().commits();
        var running = new ArrayList<Thread>();
        for (var thread = 0; thread < threads; thread++) {
            running.add(Thread.ofVirtual().start(() -> insert(people, inserts)));
        }
        for (var thread : running) {
            thread.join();
        }
        System.out.println("commits " + (database.statistics().commits() - before));
        Thread.sleep(Long.MAX_VALUE);
    }

    private static void insert(Repository<Person, PersonId> people, int inserts) {
        for (var count = 0; count < inserts; count++) {
            var stored = people.insert(Person.named(UUID.randomUUID().toString()));
            System.out.println("stored " + stored.id().value());
        }
    }

    /** Flushes a file of its own, which whoever watches the calls of this process can tell from those of the database. */
    private static void mark(Path file) throws Exception {
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }
}
